from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='RecurringRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('job', models.CharField(max_length=64, verbose_name='任务')),
                ('slot', models.CharField(max_length=32, verbose_name='时段')),
                ('started_at', models.DateTimeField(verbose_name='开始时间')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='完成时间')),
            ],
            options={
                'verbose_name': '定时任务记录',
                'constraints': [models.UniqueConstraint(fields=('job', 'slot'), name='recurring_run_once')],
            },
        ),
        migrations.CreateModel(
            name='WorkerLease',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('worker', models.CharField(max_length=64, unique=True, verbose_name='工作进程')),
                ('until', models.DateTimeField(verbose_name='有效期至')),
            ],
            options={
                'verbose_name': '工作进程租约',
            },
        ),
    ]
