using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
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
        var page = await Support.Client.GetFromJsonAsync<JsonElement>(
            $"/api/admin/audit?q={Uri.EscapeDataString(person.Email.ToUpperInvariant())}&action=test.searched"
        );
        var row = page.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        row.GetProperty("actor").GetProperty("email").GetString().ShouldBe(person.Email);
        row.GetProperty("subject").GetProperty("id").GetGuid().ShouldBe(person.UserId);
        row.GetProperty("after").GetProperty("colour").GetString().ShouldBe("red");
        (await Support.Client.GetFromJsonAsync<JsonElement>("/api/admin/audit?q=nobody@nowhere.example")).GetProperty("items").GetArrayLength().ShouldBe(0);
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
            var page = await Support.Client.GetFromJsonAsync<JsonElement>($"/api/admin/audit?action=test.paged&sort=at&limit=3&cursor={cursor}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("subjectId").GetString()));
            cursor = page.GetProperty("nextCursor").GetString();
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
        var page = await Support.Client.GetFromJsonAsync<JsonElement>("/api/admin/audit?action=audit.exported");
        page.GetProperty("items")[0].GetProperty("actorId").GetGuid().ShouldBe(Support.UserId);
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
        verified.GetProperty("faults").GetInt32().ShouldBe(0);
        verified.GetProperty("isIntact").GetBoolean().ShouldBeTrue();

        await CoreHost.Execute(
            host.Database.Owner,
            "alter table core.audit_chain disable trigger user; update core.audit_chain set action = 'test.other' where action = 'test.act'"
        );
        verified = await Verify(admin);
        verified.GetProperty("findings")[0].GetProperty("fault").GetString().ShouldBe("entryChanged");
        var keeping = await admin.Client.GetFromJsonAsync<JsonElement>("/api/admin/audit/keeping");
        keeping.GetProperty("lastVerification").GetProperty("faults").GetInt32().ShouldBe(1);
    }

    [TestMethod]
    public async Task Keeping_Changed_IsAuditedWithBeforeAndAfter()
    {
        using (var answer = await Admin.Client.PutAsJsonAsync("/api/admin/audit/keeping", new { keepDays = 400 }))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await Admin.Client.GetFromJsonAsync<JsonElement>("/api/admin/audit/keeping")).GetProperty("keepDays").GetInt32().ShouldBe(400);
        var row = (await Admin.Client.GetFromJsonAsync<JsonElement>("/api/admin/audit?action=audit.retention-changed")).GetProperty("items")[0];
        row.GetProperty("before").GetProperty("keepDays").GetInt32().ShouldBe(730);
        row.GetProperty("after").GetProperty("keepDays").GetInt32().ShouldBe(400);
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

    private static async Task<JsonElement> Verify(SignedIn admin)
    {
        using var answer = await admin.Client.PostAsJsonAsync("/api/admin/audit/verify", new { });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static Task Append(AuditEntry entry) =>
        Host.InScope(async scope =>
        {
            await scope.GetRequiredService<AuditLog>().Write(entry);
            return true;
        });
}
