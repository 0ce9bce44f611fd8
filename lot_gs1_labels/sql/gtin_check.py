"""Barcodes of products and packagings that GS1 scans do not find, or find twice."""

from odoo.tools import SQL

CHECK_DIGIT, SPACES, DUPLICATE = "check_digit", "spaces", "duplicate"
INDICATOR, CASE_NUMBER = "indicator", "case_number"
FOREIGN, NO_GTIN = "foreign", "no_gtin"


def _read(table, text, to):
    """A table with more columns: ``to_bare``, a barcode without blanks, ``to_padded``, its 14 digits, those as bytes.

    Each step is worked out once, hence OFFSET 0: a text that PostgreSQL copies into the next step is worked out again
    for each of the 14 digits. Bytes cost it half as much as cutting a text and reading numbers.
    """
    bare = f"CASE WHEN {text} ~ '\\s' THEN regexp_replace({text}, '\\s', '', 'g') ELSE {text} END"
    is_digits = f"{to}_bare ~ '^[0-9]{{8}}([0-9]{{4,6}})?$' AND {to}_bare ~ '[1-9]'"
    table = f"(SELECT *, {bare} AS {to}_bare FROM {table} OFFSET 0) {to}_1"
    padded = f"CASE WHEN {is_digits} THEN lpad({to}_bare, 14, '0') END"
    table = f"(SELECT *, {padded} AS {to}_padded FROM {table} OFFSET 0) {to}_2"
    return f"(SELECT *, {to}_padded::bytea AS {to}_digits FROM {table} OFFSET 0) {to}_3"


def _is_sound(to):
    """Whether these digits are a GTIN, or NULL. Odd places, the first included, weigh three, as in kernel.check_digits;
    a byte is its digit and 48, which makes 1344 in all."""
    weighed = " + ".join(f"{1 if at % 2 else 3} * get_byte({to}_digits, {at})" for at in range(14))
    return f"mod({weighed} - 1344, 10) = 0"


# Every barcode, with its digits as 14 and whether they are a GTIN; kept once, for all faults. No fault joins all
# barcodes with all barcodes: nobody knows how many rows PostgreSQL expects of them.
_CODES = f"""
    code AS (
        SELECT product.id AS record, 0 AS is_packaging, product.id AS product_id, NULL::int AS packaging_id,
               product.barcode, template.company_id, template.tracking <> 'none' AS is_tracked, NULL AS own
          FROM product_product product
          JOIN product_template template ON template.id = product.product_tmpl_id
         WHERE product.active AND template.type = 'consu' AND (product.barcode > '' OR template.tracking <> 'none')
         UNION ALL
        SELECT packaging.id, 1, packaging.product_id, packaging.id, packaging.barcode,
               COALESCE(packaging.company_id, template.company_id), FALSE,
               CASE WHEN template.type = 'consu' THEN product.barcode END
          FROM product_uom packaging
          JOIN product_product product ON product.id = packaging.product_id AND product.active
          JOIN product_template template ON template.id = product.product_tmpl_id
    ), judged AS MATERIALIZED (
        SELECT record, is_packaging, product_id, packaging_id, barcode, company_id, is_tracked,
               code_bare <> barcode AS is_spaced, code_padded AS padded,
               CASE WHEN {_is_sound("own")} THEN own_padded END AS own, COALESCE({_is_sound("code")}, FALSE) AS is_sound
          FROM {_read(_read("code", "barcode", "code"), "own", "own")}
    ), shared AS MATERIALIZED (
        SELECT judged.* FROM judged
          JOIN (SELECT padded FROM judged WHERE is_sound GROUP BY padded HAVING count(*) > 1) twice USING (padded)
         WHERE is_sound
    )
"""

_FAULTS = """
        SELECT record, is_packaging, product_id, packaging_id, barcode, company_id, padded, is_sound, number, issue
          FROM judged
         CROSS JOIN LATERAL (VALUES
            (1, %(check_digit)s, padded IS NOT NULL AND NOT is_sound),
            (2, %(spaces)s, is_sound AND is_spaced),
            (4, %(indicator)s, is_sound AND own IS NOT NULL AND left(padded, 1) BETWEEN '1' AND '8'
                AND substr(padded, 2, 12) <> substr(own, 2, 12)),
            (5, %(case_number)s, is_sound AND is_packaging = 0 AND left(padded, 1) BETWEEN '1' AND '8'),
            (6, %(no_gtin)s, is_tracked AND padded IS NULL)
         ) fault(number, issue, is_found)
         WHERE (NOT is_sound OR is_spaced OR left(padded, 1) BETWEEN '1' AND '8') AND is_found
         UNION ALL
        SELECT DISTINCT ON (one.record, one.is_packaging, scope.company_id)
               one.record, one.is_packaging, one.product_id, one.packaging_id, one.barcode, scope.company_id,
               one.padded, one.is_sound, 3, %(duplicate)s
          FROM shared one
          JOIN shared two ON two.padded = one.padded
           AND (two.record, two.is_packaging) <> (one.record, one.is_packaging)
           AND (one.company_id = two.company_id OR one.company_id IS NULL OR two.company_id IS NULL)
    CROSS JOIN LATERAL (SELECT COALESCE(one.company_id, two.company_id) AS company_id) scope
         UNION ALL
        SELECT record, is_packaging, product_id, packaging_id, barcode, company.id, padded, is_sound, 7, %(foreign)s
          FROM judged
          JOIN res_company company ON company.gs1_company_prefix > ''
           AND (judged.company_id = company.id OR judged.company_id IS NULL)
         WHERE is_sound AND left(padded, 6) <> '000000'
           AND NOT starts_with(substr(padded, 2), company.gs1_company_prefix)
"""


def check():
    """One row per barcode, fault and company; ``id`` is the same whenever the same fault is found."""
    names = {
        "check_digit": CHECK_DIGIT,
        "spaces": SPACES,
        "duplicate": DUPLICATE,
        "indicator": INDICATOR,
        "case_number": CASE_NUMBER,
        "no_gtin": NO_GTIN,
        "foreign": FOREIGN,
    }
    return SQL(
        """
        WITH %(codes)s, fault AS (%(faults)s)
        SELECT ((record::bigint * 2 + is_packaging) * 8 + number) * 65536 + COALESCE(company_id, 0) AS id,
               product_id, packaging_id, barcode, company_id, issue, CASE WHEN is_sound THEN padded END AS gtin
          FROM fault
        """,
        codes=SQL(_CODES),
        faults=SQL(_FAULTS, **names),
    )
