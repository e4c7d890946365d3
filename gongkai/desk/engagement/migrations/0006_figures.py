from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("engagement", "0005_keys")]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="took",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="答复所用工作日"),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                fields=[
                    "received_on",
                    "organisation",
                    "category",
                    "kind",
                    "late",
                    "took",
                    "ended_on",
                    "until",
                    "redirected_to",
                    "satisfaction",
                ],
                name="letter_figures",
            ),
        ),
    ]
