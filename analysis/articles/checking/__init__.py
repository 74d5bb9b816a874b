"""What a person should look at in a corpus: ``check``, in an article (``check_article``) and in labels (``check_gold``)."""
