using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Identity;
using Ami.TestKit;
using Ami.Tests.Core;

namespace Ami.Tests.Identity.Admin;

[TestClass]
public sealed class UserListTests
{
    private static ApiHost _host = null!;
    private static SignedIn _support = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _)
    {
        _host = await ApiHost.Start();
        _support = await _host.SignUpStaff("support");
        for (var i = 0; i < 12; i++)
        {
            await _host.SignUp($"row{i:00}@list.example");
        }

        await CoreHost.Execute(
            _host.Database.Owner,
            """
            update identity.users set display_name = 'José Pérez' where email = 'row03@list.example';
            update identity.users set plan = 'Pro', email_confirmed = true where email in ('row04@list.example', 'row05@list.example');
            update identity.users set locked_at = now(), lock_reason = 'abuse' where email = 'row06@list.example';
            """
        );
    }

    [ClassCleanup]
    public static async Task Stop() => await _host.DisposeAsync();

    [TestMethod]
    public async Task List_Pages_GiveEveryRowOnceInOrder()
    {
        foreach (var sort in new[] { "createdAt", "-createdAt", "email", "-email", "displayName", "-displayName" })
        {
            var seen = new List<string>();
            string? cursor = null;
            do
            {
                var page = await Get($"?q=list.example&limit=5&sort={sort}&cursor={cursor}");
                seen.AddRange(Emails(page));
                cursor = page.NextCursor;
            } while (cursor is not null);
            seen.Count.ShouldBe(12);
            seen.Distinct().Count().ShouldBe(12);
            if (sort.EndsWith("email", StringComparison.Ordinal))
            {
                seen.ShouldBe(sort[0] == '-' ? seen.OrderDescending() : seen.Order());
            }
        }
    }

    [TestMethod]
    [DataRow("?q=jose", "row03@list.example")]
    [DataRow("?q=PÉR", "row03@list.example")]
    [DataRow("?q=pe jo", "row03@list.example")]
    [DataRow("?q=row0 list&state=locked", "row06@list.example")]
    [DataRow("?q=list.example&plan=pro", "row04@list.example row05@list.example")]
    [DataRow("?q=list.example&state=active", "row04@list.example row05@list.example")]
    [DataRow("?q=100%", "")]
    [DataRow("?role=nobody", "")]
    public async Task List_Filters_GiveWhatMatches(string query, string emails) => string.Join(' ', Emails(await Get(query + "&sort=email"))).ShouldBe(emails);

    [TestMethod]
    public async Task List_Role_GivesItsMembersWithRolesAndTotal()
    {
        var page = await Get("?role=support");
        page.Total.ShouldBe(1);
        page.Items[0].Roles.ShouldBe(["student", "support"]);
        page.Items[0].LastSeenAt.ShouldNotBeNull().ShouldBeGreaterThan(DateTimeOffset.UnixEpoch);
    }

    [TestMethod]
    [DataRow("?sort=passwordHash", "sort.unknown")]
    [DataRow("?sort=-", "sort.unknown")]
    [DataRow("?plan=gold", "request.malformed")]
    [DataRow("?cursor=!", "cursor.malformed")]
    [DataRow("?cursor=e30", "cursor.malformed")]
    public async Task List_WrongOrderOrCursor_IsRefused(string query, string code)
    {
        using var response = await _support.Client.GetAsync("/api/admin/users" + query);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Code()).ShouldBe(code);
    }

    [TestMethod]
    public async Task List_TimeOfAnotherZoneInCursor_IsUnderstood() =>
        Emails(
            await Get(
                "?q=list.example&cursor=" + Cursor.Encode(new { Key = DateTimeOffset.MaxValue.AddDays(-1).ToOffset(TimeSpan.FromHours(-3)), Id = Guid.Empty })
            )
        )
            .Count.ShouldBe(12);

    [TestMethod]
    public async Task List_Student_IsForbidden()
    {
        var student = await _host.SignUp();
        foreach (var path in new[] { "/api/admin/users", "/api/admin/users/export.csv" })
        {
            (await student.Client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [TestMethod]
    public async Task Export_Filter_GivesAllMatchesAsCsvAndIsAudited()
    {
        using var response = await _support.Client.GetAsync("/api/admin/users/export.csv?q=list.example&sort=email");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType?.ToString().ShouldBe("text/csv; charset=utf-8");
        response.Content.Headers.ContentDisposition?.FileName.ShouldBe("users.csv");
        var lines = (await response.Content.ReadAsStringAsync()).TrimStart('\uFEFF').TrimEnd().Split("\r\n");
        lines.Length.ShouldBe(13);
        lines[0].ShouldBe("id,email,displayName,roles,plan,state,twoFactorEnabled,language,createdAt,lastSeenAt");
        lines[4].ShouldContain(",row03@list.example,\"José Pérez\",student,free,unconfirmed,false,en,");
        (
            await CoreHost.Scalar<long>(
                _host.Database.Owner,
                $"select count(*) from core.audit_entries where action = 'identity.users-exported' and actor_id = '{_support.UserId}'"
            )
        ).ShouldBeGreaterThan(0);
    }

    [TestMethod]
    public async Task Export_FormulaAsName_IsText()
    {
        var user = await _host.SignUp("=cmd@formula.example");
        using var renamed = await user.Client.PatchAsJsonAsync("/api/me", new { displayName = "=HYPERLINK(\"http://x\")" });
        renamed.EnsureSuccessStatusCode();
        var csv = await _support.Client.GetStringAsync("/api/admin/users/export.csv?q=formula.example");
        csv.ShouldContain(",\"'=cmd@formula.example\",\"'=HYPERLINK(\"\"http://x\"\")\",");
    }

    private static Task<Page<UserRow>> Get(string query) => _support.Client.Get<Page<UserRow>>("/api/admin/users" + query);

    private static List<string> Emails(Page<UserRow> page) => [.. page.Items.Select(row => row.Email)];
}
