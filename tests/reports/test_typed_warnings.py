"""What saving a typed total says: rows count instead, or periods overlap."""

from datetime import date

import pytest
from django.urls import reverse

from reports.models import ReportedFigure
from unions.models import Training

TYPED = {"period_from": "2009-01-01", "period_to": "2009-06-30", "value": "100", "source": "成校"}


def save(client, union, **more):
    posted = {"union": union.pk, "code": "training.attendance", **TYPED, **more}
    url = reverse("admin:reports_reportedfigure_add")
    return client.post(url, posted, follow=True).content.decode()


@pytest.mark.django_db
def test_a_typed_total_beside_rows_is_saved_with_the_word_that_rows_count(as_, world):
    Training.objects.create(
        union=world.town, title="电工", kind="skill", held_on=date(2009, 3, 1), attendance=30
    )
    page = save(as_("staff"), world.town)
    assert ReportedFigure.objects.count() == 1
    assert "这个填报数没有采用" in page


@pytest.mark.django_db
def test_a_typed_total_without_rows_is_saved_without_a_warning(as_, world):
    page = save(as_("staff"), world.town)
    assert ReportedFigure.objects.count() == 1
    assert "没有采用" not in page


@pytest.mark.django_db
def test_typed_totals_of_overlapping_periods_are_saved_with_a_warning(as_, world):
    client = as_("staff")
    save(client, world.town)
    page = save(client, world.town, period_from="2009-03-01", period_to="2009-09-30")
    assert ReportedFigure.objects.count() == 2
    assert "与已有的一份（2009-01-01至2009-06-30）重叠" in page
