"""Sentences for people, one function per message."""


def no_device_identifier(env, product):
    return env._(
        "%(product)s is a medical device without a device identifier. Enter its GTIN as the product's barcode.",
        product=product,
    )


def no_production_identifier(env, name):
    return env._(
        "“%(name)s” cannot stand in a UDI: at most 20 letters A to Z, digits and common signs, no blanks.", name=name
    )
