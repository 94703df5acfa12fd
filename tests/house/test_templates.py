"""What the frame of every page calls its own is no other template's word."""

from jinja2 import meta, nodes


def test_no_template_uses_a_word_that_a_macro_of_the_frame_would_answer_to(app):
    """A macro of base.html stands before whatever was passed to a page under the same name."""
    jinja = app.jinja_env
    source, _, _ = jinja.loader.get_source(jinja, "base.html")
    own = {it.name for it in jinja.parse(source).find_all(nodes.Macro)}
    assert own
    for name in jinja.list_templates(extensions=["html"]):
        if name != "base.html":
            text, _, _ = jinja.loader.get_source(jinja, name)
            assert not own & meta.find_undeclared_variables(jinja.parse(text)), name
