using System.Net;
using System.Text.Json;
using Ami.Modules.Notifications;
using Ami.Modules.Notifications.Features.Admin;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ami.Tests.Notifications;

[TestClass]
[Needs<NotificationsModule>]
public sealed class AdminMailTests : StaffedApiTests<AdminMailTests>, IApiTests
{
    private static readonly Dictionary<string, string> Device = new() { ["device"] = "=Línux" };

    static Task<ApiHost> IApiTests.StartHost() => TestKinds.Host();

    [ClassInitialize]
    public static async Task SendMails(TestContext _)
    {
        for (var i = 0; i < 7; i++)
        {
            await Host.Send(TestKinds.Safety, Support.UserId, Device, "/x#token=s3cret", $"reader{i}@mails.example", Language.Es);
        }

        await Host.DispatchEvents();
    }

    [TestMethod]
    public async Task List_SearchFilterAndPages_GiveWhatMatchesNewestFirst()
    {
        var first = await Get(Support, "?q=mails.example&limit=5");
        first.Total.ShouldBe(7);
        var second = await Get(Support, $"?q=mails.example&limit=5&cursor={first.NextCursor}");
        first.Items.Concat(second.Items).Select(m => m.Address).ShouldBe(Enumerable.Range(0, 7).Select(i => $"reader{i}@mails.example"), ignoreOrder: true);

        (await Count("?q=linux reader3")).ShouldBe(1);
        (await Count("?q=reader3&state=sent")).ShouldBe(1);
        (await Count("?q=reader3&state=failed")).ShouldBe(0);
        (await Count($"?kind=test.safety&userId={Support.UserId}")).ShouldBe(7);
        (await Count("?kind=test.weekly")).ShouldBe(0);
        var text = await Support.Client.GetStringAsync("/api/admin/mails?q=reader3");
        var row = JsonSerializer.Deserialize<Page<MailRow>>(text, Answers.Json).ShouldNotBeNull().Items[0];
        row.Subject.ShouldBe("Contraseña de =Línux cambiada");
        text.ShouldNotContain("s3cret");
    }

    [TestMethod]
    public async Task Content_Admin_ReadsItAndThatIsRemembered()
    {
        var id = await IdOf("reader3@mails.example");
        using var response = await Admin.Client.GetAsync($"/api/admin/mails/{id}/content");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.CacheControl?.NoStore.ShouldBeTrue();
        var content = await response.Read<ReadMail.MailContent>();
        content.Text.ShouldNotBeNull().ShouldContain("https://localhost/x#token=s3cret");
        content.Html.ShouldNotBeNull().ShouldStartWith("<!doctype html>");
        (await Scalar("select count(*) from core.audit_entries where action = 'notifications.mail-read' and subject_id = $1", id.ToString())).ShouldBe(1);
    }

    [TestMethod]
    public async Task Content_Support_IsForbidden()
    {
        using var response = await Support.Client.GetAsync($"/api/admin/mails/{await IdOf("reader3@mails.example")}/content");
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [TestMethod]
    [DataRow("GET", "")]
    [DataRow("GET", "/export.csv")]
    [DataRow("GET", "/019a0000-0000-7000-8000-000000000000")]
    [DataRow("GET", "/019a0000-0000-7000-8000-000000000000/content")]
    [DataRow("POST", "/019a0000-0000-7000-8000-000000000000/retry")]
    public async Task Everything_Student_IsForbidden(string method, string path)
    {
        var student = await Host.SignUp();
        using var response = await student.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/api/admin/mails" + path));
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [TestMethod]
    public async Task Retry_FailedMail_IsSentAgain_AndNoOther()
    {
        await using var server = new TestSmtpServer();
        await using var host = await TestKinds.Host(new Dictionary<string, string?>(server.Settings) { ["Identity:Registration"] = "immediate" });
        var support = await host.SignUpStaff("support");
        await host.DispatchEvents();
        server.Accepted.Clear();
        server.AnswerOnce("RCPT", "550 no such user");
        await host.Send(TestKinds.Safety, support.UserId, Device, "/x#token=abc", "typo@mails.example");
        await host.DispatchEvents();

        var row = (await Get(support, "?state=failed")).Items.ShouldHaveSingleItem();
        row.LastError.ShouldNotBeNull().ShouldContain("no such user");
        var id = row.Id;
        (await support.Client.PostAsync($"/api/admin/mails/{id}/retry", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await host.DispatchEvents();
        server.Accepted.ShouldHaveSingleItem().Text.ShouldContain("#token=abc");
        (await support.Client.PostAsync($"/api/admin/mails/{id}/retry", null).Code()).ShouldBe("notifications.mail_not_failed");
        (await support.Client.PostAsync($"/api/admin/mails/{Guid.AllBitsSet}/retry", null).Code()).ShouldBe("notifications.mail_not_found");

        // A mail that went to a mail server is nowhere kept.
        var admin = await host.SignUpStaff("admin");
        (await admin.Client.GetAsync($"/api/admin/mails/{id}/content").Code()).ShouldBe("notifications.mail_not_kept");
    }

    [TestMethod]
    public async Task Export_Filter_GivesAllMatchesAndDisarmsFormulas()
    {
        await Host.Send(TestKinds.Safety, Support.UserId, Device, address: "=formula@mails.example");
        await Host.DispatchEvents();
        var csv = await Support.Client.GetStringAsync("/api/admin/mails/export.csv?q=mails.example");
        csv.TrimEnd().Split("\r\n").Length.ShouldBeGreaterThanOrEqualTo(9);
        csv.ShouldContain(",\"'=formula@mails.example\",test.safety,");
        (await Scalar("select count(*) from core.audit_entries where action = $1", "notifications.mails-exported")).ShouldBe(1);
    }

    private static Task<Page<MailRow>> Get(SignedIn person, string query) => person.Client.Get<Page<MailRow>>("/api/admin/mails" + query);

    private static async Task<int?> Count(string query) => (await Get(Support, query)).Total;

    private static async Task<Guid> IdOf(string address) => (await Get(Support, $"?q={address}")).Items[0].Id;

    private static async Task<long> Scalar(string sql, string parameter)
    {
        await using var command = Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        command.With(parameter);
        return (long)(await command.ExecuteScalarAsync() ?? 0L);
    }
}
