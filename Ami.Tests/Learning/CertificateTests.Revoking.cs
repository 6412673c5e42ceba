using System.Net;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Learning;
using Ami.TestKit;
using Ami.Tests.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Learning;

public sealed partial class CertificateTests
{
    [TestMethod]
    public async Task Revoke_IsSeenAtOnceAndForGood()
    {
        var graduate = await Host.Graduate(Shelf.Free);
        var anonymous = Host.Anonymous();
        (await anonymous.Certificate(graduate.Code)).RevokedAt.ShouldBeNull();
        var row = await Host.Revoke(graduate.Code, RevocationReason.Requested, " wrote\nto us ");
        (row.RevokedReason, row.RevokedNote).ShouldBe((RevocationReason.Requested, "wrote\nto us"));
        using var page = await anonymous.GetAsync($"/api/certificates/{graduate.Code}");
        (await page.Content.ReadAsStringAsync()).ShouldNotContain("wrote");
        var seen = await page.Read<CertificateView>();
        (seen.RevokedAt, seen.RevokedReason).ShouldBe((row.RevokedAt, RevocationReason.Requested));
        seen.RevokedAt.ShouldNotBeNull();
        (
            await CoreHost.Scalar<long>(
                Host.Database.Owner,
                $"select count(*) from core.outbox_events where user_id = '{graduate.Person.UserId}' and payload::text like '%{StaffCertificates.Revoked.Name}%'"
            )
        ).ShouldBe(1);
        foreach (var part in (string[])["certificate.pdf", "share.png", "badge.png"])
        {
            using var gone = await anonymous.GetAsync($"/api/certificates/{graduate.Code}/{part}");
            (gone.StatusCode, await gone.Code()).ShouldBe((HttpStatusCode.Gone, "learning.certificate_revoked"), part);
        }

        var staff = (await Host.SignUpStaff(Roles.Support)).Client;
        (await staff.Revoke(row.Id, RevocationReason.Mistake).Code()).ShouldBe("learning.certificate_already_revoked");
        (await staff.Revoke(Guid.CreateVersion7(), RevocationReason.Mistake).Code()).ShouldBe("learning.certificate_unknown");
        foreach (var note in (string[])[new string('x', 501), "Ana\u202Enimda", "a\u0000b"])
        {
            (await staff.Revoke(row.Id, RevocationReason.Mistake, note).Code()).ShouldBe("learning.revocation_note_invalid");
        }

        (await graduate.Person.Client.Course(Shelf.Free)).Certificate.ShouldBeNull();
        var next = await graduate.Person.Client.Ask(Shelf.Free, "Ana Pérez Gil").Read<CertificateView>();
        (await Mine(graduate.Person.Client)).Select(one => (one.Code, one.RevokedAt is null)).ShouldBe([(next.Code, true), (graduate.Code, false)]);
    }

    [TestMethod]
    public async Task Revoke_Misconduct_GivesNoOtherOneAndTheCourseSaysSo()
    {
        var graduate = await Host.Graduate(Shelf.Free);
        var person = graduate.Person.Client;
        (await person.Course(Shelf.Free)).CertificateWithdrawn.ShouldBeFalse();
        await Host.Revoke(graduate.Code, RevocationReason.Misconduct);
        (await person.Ask(Shelf.Free, "Ana Pérez").Code()).ShouldBe("learning.certificate_withdrawn");
        (await person.Course(Shelf.Free)).CertificateWithdrawn.ShouldBeTrue();
        (await (await Host.SignUp()).Client.Course(Shelf.Free)).CertificateWithdrawn.ShouldBeFalse();
    }

    [TestMethod]
    public async Task Revoke_MisconductComesOutLater_IsSaidOnce()
    {
        var graduate = await Host.Graduate(Shelf.Free);
        var first = await Host.Revoke(graduate.Code, RevocationReason.Requested, "asked for it");
        (await graduate.Person.Client.Course(Shelf.Free)).CertificateWithdrawn.ShouldBeFalse();
        var second = await Host.Revoke(graduate.Code, RevocationReason.Misconduct);
        (second.RevokedAt, second.RevokedReason, second.RevokedNote).ShouldBe((first.RevokedAt, RevocationReason.Misconduct, "asked for it"));
        (await graduate.Person.Client.Ask(Shelf.Free, "Ana Pérez").Code()).ShouldBe("learning.certificate_withdrawn");
        var staff = (await Host.SignUpStaff(Roles.Support)).Client;
        foreach (var reason in Enum.GetValues<RevocationReason>())
        {
            (await staff.Revoke(first.Id, reason).Code()).ShouldBe("learning.certificate_already_revoked");
        }

        (await Audited<long>("count(*)", graduate.Person.UserId)).ShouldBe(2);
    }

    [TestMethod]
    public async Task Revoke_Note_IsForgottenWithTheAccount()
    {
        var graduate = await Host.Graduate(Shelf.Free);
        var row = await Host.Revoke(graduate.Code, RevocationReason.Mistake, "Ana has another name");
        (await Audited<string>("subject_type || ' ' || (after ->> 'certificate') || ' ' || (after ->> 'note')", graduate.Person.UserId)).ShouldBe(
            $"user {row.Id} Ana has another name"
        );
        await Host.InScope(async services =>
        {
            var audit = services.GetRequiredService<AuditLog>();
            await services
                .GetRequiredService<UnitOfWork>()
                .Run(_ =>
                {
                    audit.Forget(graduate.Person.UserId);
                    return Task.CompletedTask;
                });
            return 0;
        });
        (await Audited<bool>("erased", graduate.Person.UserId)).ShouldBeTrue();
    }

    /// <summary>Of the entries about a revocation.</summary>
    private static Task<T> Audited<T>(string what, Guid userId) =>
        CoreHost.Scalar<T>(
            Host.Database.Owner,
            $"select {what} from core.audit_entries where action = 'learning.certificate-revoked' and subject_id = '{userId}'"
        );
}
