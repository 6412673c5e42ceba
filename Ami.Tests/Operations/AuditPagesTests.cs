using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Operations.Features;
using Ami.TestKit;
using Ami.Tests.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Operations;

[TestClass]
public sealed class AuditPagesTests : StaffedApiTests<AuditPagesTests>
{
    [TestMethod]
    public async Task Search_ByAddressOfAPerson_FindsTheirEntriesWithTheirName()
    {
        var person = await Host.SignUp();
        await Append(new AuditEntry("test.searched", "user", person.UserId.ToString()) { ActorId = person.UserId, After = new { colour = "red" } });
        var page = await Support.Client.Get<Page<SearchAudit.AuditRow>>(
            $"/api/admin/audit?q={Uri.EscapeDataString(person.Email.ToUpperInvariant())}&action=test.searched"
        );
        var row = page.Items.ShouldHaveSingleItem();
        row.Actor.ShouldNotBeNull().Email.ShouldBe(person.Email);
        row.Subject.ShouldNotBeNull().Id.ShouldBe(person.UserId);
        row.After.ShouldNotBeNull().GetProperty("colour").GetString().ShouldBe("red");
        (await Support.Client.Get<Page<SearchAudit.AuditRow>>("/api/admin/audit?q=nobody@nowhere.example")).Items.Count.ShouldBe(0);
    }

    [TestMethod]
    public async Task Search_Pages_ComeInOrderWithoutGaps()
    {
        for (var i = 0; i < 7; i++)
        {
            await Append(new AuditEntry("test.paged", "thing", $"{i}"));
        }

        var seen = new List<string?>();
        string? cursor = null;
        do
        {
            var page = await Support.Client.Get<Page<SearchAudit.AuditRow>>($"/api/admin/audit?action=test.paged&sort=at&limit=3&cursor={cursor}");
            seen.AddRange(page.Items.Select(r => r.SubjectId));
            cursor = page.NextCursor;
        } while (cursor is not null);
        seen.ShouldBe(["0", "1", "2", "3", "4", "5", "6"]);
        (await Support.Client.GetFromJsonAsync<string[]>("/api/admin/audit/actions"))!.ShouldContain("test.paged");
    }

    [TestMethod]
    public async Task Export_TextThatIsAFormula_IsGuardedAndTheExportIsOnRecord()
    {
        await Append(new AuditEntry("test.exported", "=1+1", "+2"));
        var csv = await Support.Client.GetStringAsync("/api/admin/audit/export.csv?action=test.exported");
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[1].ShouldContain("'=1+1");
        lines[1].ShouldContain("'+2");
        var page = await Support.Client.Get<Page<SearchAudit.AuditRow>>("/api/admin/audit?action=audit.exported");
        page.Items[0].ActorId.ShouldBe(Support.UserId);
    }

    [TestMethod]
    public async Task Verify_IntactThenTampered_SaysSo()
    {
        await using var host = await ApiHost.Start();
        var admin = await host.SignUpStaff("admin");
        await using (var scope = host.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<AuditLog>().Write(new AuditEntry("test.act", "thing", null));
        }

        var verified = await Verify(admin);
        verified.Faults.ShouldBe(0);
        verified.IsIntact.ShouldBeTrue();

        await CoreHost.Execute(
            host.Database.Owner,
            "alter table core.audit_chain disable trigger user; update core.audit_chain set action = 'test.other' where action = 'test.act'"
        );
        verified = await Verify(admin);
        verified.Findings[0].Fault.ShouldBe(AuditFault.EntryChanged);
        var keeping = await admin.Client.Get<KeepAudit.AuditKeeping>("/api/admin/audit/keeping");
        keeping.LastVerification.ShouldNotBeNull().Faults.ShouldBe(1);
    }

    [TestMethod]
    public async Task Keeping_Changed_IsAuditedWithBeforeAndAfter()
    {
        using (var answer = await Admin.Client.PutAsJsonAsync("/api/admin/audit/keeping", new { keepDays = 400 }))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await Admin.Client.Get<KeepAudit.AuditKeeping>("/api/admin/audit/keeping")).KeepDays.ShouldBe(400);
        var row = (await Admin.Client.Get<Page<SearchAudit.AuditRow>>("/api/admin/audit?action=audit.retention-changed")).Items[0];
        row.Before.ShouldNotBeNull().GetProperty("keepDays").GetInt32().ShouldBe(730);
        row.After.ShouldNotBeNull().GetProperty("keepDays").GetInt32().ShouldBe(400);
        using (var answer = await Admin.Client.PutAsJsonAsync("/api/admin/audit/keeping", new { keepDays = 10 }))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        Host.Time.Advance(TimeSpan.FromMinutes(11));
        using (var answer = await Admin.Client.PutAsJsonAsync("/api/admin/audit/keeping", new { keepDays = 500 }))
        {
            (await answer.Content.ReadAsStringAsync()).ShouldContain("auth.confirmation_required");
        }
    }

    private static async Task<AuditVerification> Verify(SignedIn admin)
    {
        using var answer = await admin.Client.PostAsJsonAsync("/api/admin/audit/verify", new { });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Read<AuditVerification>();
    }

    private static Task Append(AuditEntry entry) =>
        Host.InScope(async scope =>
        {
            await scope.GetRequiredService<AuditLog>().Write(entry);
            return true;
        });
}
