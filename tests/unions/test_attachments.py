"""Files beside records: who may fetch them, what is accepted, and how they leave."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from members.models import Disclosure
from tests import factories as make
from tests.pages import address, messages_of, save, text_of
from unions.models import Attachment

PDF = b"%PDF-1.4\nscan of a contract"


@pytest.fixture
def contract(world):
    return make.ContractFactory(union=world.enterprise)


def upload(client, record, name="工资集体合同.pdf", content=PDF, note=""):
    label = record._meta
    url = reverse("unions:attach", args=[label.app_label, label.model_name, record.pk])
    file = SimpleUploadedFile(name, content, "text/html")  # what a browser claims is not believed
    data = {"attachment-file": file, "attachment-note": note}
    return client.post(url, data, follow=True)


def fetch(client, attachment):
    return client.get(reverse("unions:attachment", args=[attachment.token]))


def stored_files(settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def zipped(*parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part in parts:
            archive.writestr(part, "x")
    return buffer.getvalue()


def test_an_uploaded_file_is_listed_on_the_page_and_comes_back_unchanged(world, contract, client):
    client.force_login(world.staff)
    page = upload(client, contract, note="签字页")
    assert messages_of(page) == ["已上传附件“工资集体合同.pdf”。"]
    for told in ("工资集体合同.pdf", "签字页", "王干事"):
        assert told in text_of(page)
    answer = fetch(client, Attachment.objects.get())
    assert answer.content == PDF


def test_a_download_is_never_shown_inside_the_site(world, contract, client):
    client.force_login(world.staff)
    upload(client, contract)
    answer = fetch(client, Attachment.objects.get())
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_the_stored_file_has_a_name_that_tells_nothing_and_is_readable_by_the_server_only(
    world, contract, client, settings
):
    client.force_login(world.staff)
    upload(client, contract, name="张三身份证.pdf")
    (stored,) = stored_files(settings)
    assert stored.name == f"{Attachment.objects.get().token}.pdf"
    assert stored.stat().st_mode & 0o077 == 0
    assert stored.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("通知.exe", b"MZ", "类型不收"),
        ("网页.html", b"<script>alert(1)</script>", "类型不收"),
        ("图片.svg", b"<svg onload='alert(1)'/>", "类型不收"),
        ("没有扩展名", PDF, "类型不收"),
        ("假的.pdf", b"<script>alert(1)</script>", "内容与扩展名.pdf不符"),
        ("假的.png", PDF, "内容与扩展名.png不符"),
        ("压缩包.docx", zipped("readme.txt"), "内容与扩展名.docx不符"),
        ("表格.docx", zipped("xl/workbook.xml"), "内容与扩展名.docx不符"),
        ("坏的.xlsx", b"PK\x03\x04 cut off", "内容与扩展名.xlsx不符"),
        ("太大.pdf", PDF + bytes(10 * 2**20), "超过10MB"),
        ("空的.pdf", b"", "文件是空的"),
    ],
)
def test_what_is_not_a_known_document_is_refused_with_a_reason(
    world, contract, client, settings, name, content, told
):
    client.force_login(world.staff)
    (message,) = messages_of(upload(client, contract, name=name, content=content))
    assert message.startswith("附件没有上传：")
    assert told in message
    assert stored_files(settings) == []
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("照片.JPG", b"\xff\xd8\xff\xe0 photo"),
        ("照片.png", b"\x89PNG\r\n\x1a\n photo"),
        ("请示.docx", zipped("[Content_Types].xml", "word/document.xml")),
        ("名单.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml")),
    ],
)
def test_photos_and_office_files_are_accepted(world, contract, client, name, content):
    client.force_login(world.staff)
    assert messages_of(upload(client, contract, name=name, content=content)) == [
        f"已上传附件“{name}”。"
    ]


def test_pressing_upload_without_a_file_says_so(world, contract, client):
    client.force_login(world.staff)
    page = client.post(
        reverse("unions:attach", args=["unions", "collectivecontract", contract.pk]), follow=True
    )
    assert messages_of(page) == ["附件没有上传：请先选择要上传的文件。"]


@pytest.mark.parametrize(
    ("who", "status"),
    [("staff", 200), ("chair", 200), ("county_viewer", 404), ("foreign_staff", 404)],
)
def test_a_file_is_fetched_only_by_whoever_may_see_it(world, contract, client, who, status):
    attachment = make.attached(contract)
    client.force_login(getattr(world, who))
    assert fetch(client, attachment).status_code == status


def test_the_county_sees_the_contract_but_not_that_it_has_files(world, contract, client):
    make.attached(contract, "签字页.pdf")
    client.force_login(world.county_viewer)
    page = text_of(client.get(address(contract)))
    assert "附件" not in page
    assert "签字页" not in page


def test_a_file_follows_the_record_and_not_the_union_it_was_put_in_under(world, contract, client):
    attachment = make.attached(contract)
    type(contract).objects.filter(pk=contract.pk).update(union=world.foreign_enterprise)
    client.force_login(world.staff)
    assert fetch(client, attachment).status_code == 404


def test_a_record_filed_under_another_union_takes_its_files_along(world, contract, client):
    attachment = make.attached(contract)
    client.force_login(world.staff)
    save(client, address(contract), union=str(world.village_joint.pk))
    attachment.refresh_from_db()
    assert attachment.union == world.village_joint


@pytest.mark.parametrize("who", ["chair", "county_viewer", "foreign_staff"])
def test_who_may_not_change_the_record_may_not_change_its_files(world, contract, client, who):
    attachment = make.attached(contract)
    client.force_login(getattr(world, who))
    refused = 403 if who == "chair" else 404
    assert upload(client, contract).status_code == refused
    url = reverse("unions:detach", args=[attachment.token])
    assert client.post(url).status_code == refused
    assert list(Attachment.objects.all()) == [attachment]


def test_the_chair_reads_files_and_is_offered_no_upload(world, contract, client):
    make.attached(contract, "签字页.pdf")
    client.force_login(world.chair)
    page = text_of(client.get(address(contract)))
    assert "签字页.pdf" in page
    assert "上传附件" not in page


def test_no_file_is_put_beside_what_has_no_record_page(world, client):
    assignment = world.staff.assignments.get()
    client.force_login(world.staff)
    for label, pk in (("user", world.staff.pk), ("assignment", assignment.pk), ("nothing", 1)):
        assert client.post(reverse("unions:attach", args=["unions", label, pk])).status_code == 404


def test_a_deleted_file_is_gone_from_the_disk_and_told_in_the_history(
    world, contract, client, settings, django_capture_on_commit_callbacks
):
    client.force_login(world.staff)
    upload(client, contract)
    url = reverse("unions:detach", args=[Attachment.objects.get().token])
    assert "确定要删除附件“工资集体合同.pdf”吗？" in text_of(client.get(url))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url)
    assert stored_files(settings) == []
    history = text_of(client.get(address(contract, "history")))
    assert "王干事 登记附件" in history
    assert "王干事 删除附件" in history
    assert "工资集体合同.pdf" in history


def test_a_deleted_record_takes_its_files_off_the_disk(
    world, contract, client, settings, django_capture_on_commit_callbacks
):
    make.attached(contract)
    client.force_login(world.staff)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(contract, "delete"), {"post": "yes"})
    assert not type(contract).objects.exists()
    assert not Attachment.objects.exists()
    assert stored_files(settings) == []


def test_records_deleted_from_the_list_take_their_files_too(
    world, contract, client, settings, django_capture_on_commit_callbacks
):
    make.attached(contract)
    client.force_login(world.staff)
    chosen = {"action": "delete_selected", "_selected_action": [contract.pk], "post": "yes"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(contract, "changelist"), chosen)
    assert not Attachment.objects.exists()
    assert stored_files(settings) == []


def test_a_file_of_a_person_is_fetched_with_a_reason_and_noted(world, client):
    attachment = make.attached(world.aid_case, "身份证.pdf")
    client.force_login(world.staff)
    answer = fetch(client, attachment)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("members:disclose"))
    disclosure = Disclosure.objects.create(user=world.staff, reason="核对困难职工档案")
    assert fetch(client, attachment).status_code == 200
    assert disclosure.records.get().key == str(world.aid_case.pk)


def test_a_file_that_is_missing_on_the_disk_answers_not_found(world, contract, client):
    attachment = make.attached(contract)
    attachment.file.storage.delete(str(attachment.file.name))
    client.force_login(world.staff)
    assert fetch(client, attachment).status_code == 404


def test_a_very_long_file_name_is_refused_with_what_to_do(world, contract, client):
    client.force_login(world.staff)
    page = upload(client, contract, name="长" * 100 + ".pdf")
    assert messages_of(page) == ["附件没有上传：文件名太长，请改短后再传。"]
