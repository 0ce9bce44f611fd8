"""Sentences for people about device labels, one function per message."""

from odoo.addons.lot_gs1_labels import messages_release

from .kernel.attributes import GUDID
from .kernel.checks import HIBCC, ICCBBA, IFA

_CODES = {HIBCC: "HIBC", ICCBBA: "ISBT 128", IFA: "PPN"}  # what an agency calls its codes, in every language


def device_uncontrolled(env, design):
    return env._(
        "Labels of devices are examined and released: tick “Released by Quality” on %(design)s.", design=design
    )


def sample_device(env):
    return env._("Infusion pump IP-7")


def no_udi(env, lot, problem):
    return env._("%(lot)s has no UDI, so its label cannot be printed. %(problem)s", lot=lot, problem=problem)


def fact_title(env, agency, key):
    """What an identifier is called that GS1 has as an AI, on a label of another agency."""
    if key == "01":
        return env._("UDI-DI (%(code)s)", code=_CODES[agency])
    return messages_release.name(env, key)


def matrix_only(env, agency):
    return env._("%(agency)s knows no Code 128 for UDIs. Take a design with a Data Matrix.", agency=agency)


def only_lots(env):
    return env._("Symbols of devices are for labels of lots and serial numbers only.")


def no_drawing(env):
    return env._("Choose which symbol of ISO 15223-1 it is.")


def no_device(env, product):
    return env._(
        "%(product)s is no medical device. Tick “Medical device (UDI)” on the product, or take another design.",
        product=product,
    )


def label_refused(env, design, product, findings):
    return env._(
        "“%(design)s” is not right for %(product)s:\n%(findings)s",
        design=design,
        product=product,
        findings="\n".join(findings),
    )


def breach(env, market, rule, part):
    """Sentence about one rule of ``kernel.label_rules`` that a label breaks."""
    if market == GUDID:
        return env._("United States: %(reason)s", reason=_american(env, rule, part))
    return env._("European Union: %(reason)s", reason=_european(env, rule, part))


def _part(env, part):
    return {
        "lot": env._("the lot number"),
        "serial": env._("the serial number"),
        "made": env._("the date of manufacture"),
        "expiry": env._("the use-by date"),
    }.get(part, "")


def _american(env, rule, part):
    return {
        "carrier": env._("the UDI is missing as a code that machines read (21 CFR 801.40(a)(2)). Add its symbol."),
        "text": env._("the UDI is missing in plain text (21 CFR 801.40(a)(1)). Let its text stand beside the symbol."),
        "name": env._("the name of the device is missing (21 CFR 801.61). Add it."),
        "maker": env._("name and place of business of the manufacturer are missing (21 CFR 801.1). Add them."),
        "from_label": env._(
            "%(part)s stands on the label, but by the registry not in the UDI (21 CFR 801.40(b)). Take it into the "
            "UDI, or off the label.",
            part=_part(env, part),
        ),
        "rx": env._("the device is sold on prescription, and “Rx only” is missing (21 CFR 801.109(b)(1)). Add it."),
    }[rule]


def _european(env, rule, part):
    return {
        "carrier": env._("the UDI carrier is missing (MDR Annex I 23.2(h)). Add its symbol."),
        "text": env._("the UDI is missing in plain text (MDR Annex VI C 4.1). Let its text stand beside the symbol."),
        "name": env._("the name of the device is missing (MDR Annex I 23.2(a)). Add it."),
        "maker": env._("name and address of the manufacturer are missing (MDR Annex I 23.2(c)). Add them."),
        "from_label": env._(
            "%(part)s stands on the label, but by the registry not in the UDI (MDR Annex VI C 3.5). Take it into the "
            "UDI, or off the label.",
            part=_part(env, part),
        ),
        "md": env._("nothing says that it is a medical device (MDR Annex I 23.2(q)). Add the symbol MD."),
        "maker_symbol": env._("the symbol of the manufacturer is missing (ISO 15223-1, 5.1.1). Add it."),
        "number": env._("lot or serial number is missing (MDR Annex I 23.2(g)). Add it."),
        "date": env._("there is neither use-by date nor date of manufacture (MDR Annex I 23.2(i) and (j)). Add one."),
        "representative": env._(
            "the registry names an authorised representative, and name or symbol is missing (MDR Annex I 23.2(d)). "
            "Add both."
        ),
        "sterile": env._("the device is sterile, and the symbol STERILE is missing (MDR Annex I 23.2(l)). Add it."),
        "single_use": env._(
            "the device is for single use, and the symbol “do not re-use” is missing (MDR Annex I 23.2(n)). Add it."
        ),
        "storage": env._(
            "the registry has storage temperatures, and the label does not (MDR Annex I 23.2(k)). Add their symbol."
        ),
        "warning": env._(
            "the registry has warnings, and neither “caution” nor “consult instructions” is on the label (MDR Annex I "
            "23.2(m)). Add one."
        ),
    }[rule]
