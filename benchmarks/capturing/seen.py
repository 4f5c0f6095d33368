"""What a person sees on the real pictures as they are: which are no pages, and which have a fault of their own.

Looked at one by one, before any fault is done to them. The names are those of the labelled folder.
"""

from __future__ import annotations

# Plaques of metal on a wall, behind glass or on wood: nobody submits one as a page, and they have neither paper to
# judge light by nor a sheet that lies on a table.
NO_PAGES = (
    "plaque_luban.jpg",
    "plaque_photo.jpg",
    "rq_plaque_2018.jpg",
    "rq_plaque_2seals.jpg",
    "rq_plaque_40y.jpg",
    "rq_plaque_base.jpg",
    "rq_plaque_chem.jpg",
    "rq_plaque_coldtop.jpg",
    "rq_plaque_gold.jpg",
    "rq_plaque_jinguan.jpg",
    "rq_plaque_olympic.jpg",
    "rq_plaque_pharma.jpg",
    "rq_plaque_social.jpg",
)

# Faults that these pictures have, whatever is done to them: what is told of them is no false alarm.
FAULTS: dict[str, frozenset[str]] = {
    # a book on a table, from the side, and not the whole of its page
    "book_rot_photo.jpg": frozenset({"perspective", "desk", "cut_off"}),
    # an invoice on the grey ground of a viewer
    "inv_tianjin.png": frozenset({"desk"}),
    # print of 8 to 10 pixels
    "lic_damizhao.jpg": frozenset({"few_pixels"}),
    "lic_template_hk.png": frozenset({"few_pixels"}),
    "newspaper_zh.png": frozenset({"few_pixels"}),
    # a sheet on wood
    "paper_crumpled.png": frozenset({"desk"}),
    # a till receipt that has faded
    "receipt_invoice_seals.jpg": frozenset({"low_contrast"}),
    # the lower edge cuts the seal
    "sw_copyright_lh.jpg": frozenset({"cut_off", "seal_cut"}),
    # the right edge cuts the registry's stamp
    "tr_letter2.jpg": frozenset({"cut_off"}),
}
