"""Barcodes of products and packagings that GS1 scans do not find, or find twice."""

from odoo.tools import SQL

CHECK_DIGIT, SPACES, DUPLICATE = "check_digit", "spaces", "duplicate"
INDICATOR, CASE_NUMBER = "indicator", "case_number"
FOREIGN, NO_GTIN = "foreign", "no_gtin"

# Odd places of 14 digits, the first included, weigh three: the same sum as kernel.check_digits.
_SUM = SQL(" + ").join(SQL("%s * substr(padded, %s, 1)::int", 3 if at % 2 else 1, at) for at in range(1, 15))


# Every barcode, with its digits as 14 and whether they are a GTIN. Each step is worked out once: a text that PostgreSQL
# copies into the next step is worked out again for each of the 14 digits.
_CODES = """
    code AS (
        SELECT product.id AS record, 0 AS is_packaging, product.id AS product_id, NULL::int AS packaging_id,
               product.barcode, template.company_id, template.tracking <> 'none' AS is_tracked
          FROM product_product product
          JOIN product_template template ON template.id = product.product_tmpl_id
         WHERE product.active AND template.type = 'consu'
         UNION ALL
        SELECT packaging.id, 1, packaging.product_id, packaging.id, packaging.barcode,
               COALESCE(packaging.company_id, template.company_id), FALSE
          FROM product_uom packaging
          JOIN product_product product ON product.id = packaging.product_id AND product.active
          JOIN product_template template ON template.id = product.product_tmpl_id
    ), bare AS MATERIALIZED (
        SELECT code.*, CASE WHEN barcode ~ '\\s' THEN regexp_replace(barcode, '\\s', '', 'g') ELSE barcode END AS bare
          FROM code
    ), shaped AS MATERIALIZED (
        SELECT record, is_packaging, product_id, packaging_id, barcode, company_id, is_tracked,
               bare <> barcode AS is_spaced,
               CASE WHEN length(bare) IN (8, 12, 13, 14) AND translate(bare, '0123456789', '') = ''
                         AND translate(bare, '0', '') <> '' THEN lpad(bare, 14, '0') END AS padded
          FROM bare
    ), judged AS MATERIALIZED (
        SELECT shaped.*, padded IS NOT NULL AND mod(%(sum)s, 10) = 0 AS is_sound FROM shaped
    ), twice AS (
        SELECT padded FROM judged WHERE is_sound GROUP BY padded HAVING count(*) > 1
    )
"""

_FAULTS = """
        SELECT judged.*, 1 AS number, %(check_digit)s AS issue
          FROM judged WHERE padded IS NOT NULL AND NOT is_sound
         UNION ALL
        SELECT judged.*, 2, %(spaces)s FROM judged WHERE is_sound AND is_spaced
         UNION ALL
        SELECT DISTINCT ON (one.record, one.is_packaging, scope.company_id)
               one.record, one.is_packaging, one.product_id, one.packaging_id, one.barcode, scope.company_id,
               one.is_tracked, one.is_spaced, one.padded, one.is_sound, 3, %(duplicate)s
          FROM judged one
          JOIN twice ON twice.padded = one.padded
          JOIN judged two ON two.padded = one.padded AND two.is_sound
           AND (two.record, two.is_packaging) <> (one.record, one.is_packaging)
           AND (one.company_id = two.company_id OR one.company_id IS NULL OR two.company_id IS NULL)
    CROSS JOIN LATERAL (SELECT COALESCE(one.company_id, two.company_id) AS company_id) scope
         WHERE one.is_sound
         UNION ALL
        SELECT packaging.*, 4, %(indicator)s
          FROM judged packaging
          JOIN judged product ON product.product_id = packaging.product_id AND product.is_packaging = 0
         WHERE packaging.is_packaging = 1 AND packaging.is_sound AND packaging.padded ~ '^[1-8]' AND product.is_sound
           AND substr(packaging.padded, 2, 12) <> substr(product.padded, 2, 12)
         UNION ALL
        SELECT judged.*, 5, %(case_number)s FROM judged WHERE is_packaging = 0 AND is_sound AND padded ~ '^[1-8]'
         UNION ALL
        SELECT judged.*, 6, %(no_gtin)s FROM judged WHERE is_tracked AND padded IS NULL
         UNION ALL
        SELECT record, is_packaging, product_id, packaging_id, barcode, company.id, is_tracked, is_spaced, padded,
               is_sound, 7, %(foreign)s
          FROM judged
          JOIN res_company company ON company.gs1_company_prefix > ''
           AND (judged.company_id = company.id OR judged.company_id IS NULL)
         WHERE is_sound AND padded !~ '^000000' AND NOT starts_with(substr(padded, 2), company.gs1_company_prefix)
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
        codes=SQL(_CODES, sum=_SUM),
        faults=SQL(_FAULTS, **names),
    )
