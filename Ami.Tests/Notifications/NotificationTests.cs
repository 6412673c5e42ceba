using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Ami.Modules.Notifications;
using Ami.Modules.Notifications.Features;
using Ami.TestKit;

namespace Ami.Tests.Notifications;

[TestClass]
[Needs<NotificationsModule>]
public sealed class NotificationTests : ApiTests<NotificationTests>, IApiTests
{
    static Task<ApiHost> IApiTests.StartHost() => TestKinds.Host();

    [TestMethod]
    public async Task List_MessagesSent_AreThereInTheAskedLanguageNewestFirst()
    {
        var person = await Newcomer();
        await Host.Send(TestKinds.Safety, person.UserId, new() { ["device"] = "<i>Linux</i>" }, "/account/security");
        await Host.Send(TestKinds.Quiet, person.UserId, link: "/reset-password#token=s3cret");
        await Host.DispatchEvents();

        var spanish = await Items(person, "language=es");
        spanish.Select(one => one.Title).ShouldBe(["Novedad", "Contraseña de <i>Linux</i> cambiada", "Te damos la bienvenida a AMI"]);
        var english = await Items(person);
        english.Select(one => one.Title).ShouldBe(["News", "Password of <i>Linux</i> changed", "Welcome to AMI"]);
        english[1].Paragraphs.ShouldBe(["It was changed on <i>Linux</i>.", "Was it not you? Recover it now."]);
        english[1].Link.ShouldBe("/account/security");
        english[1].Action.ShouldBe("Recover the account");
        english[0].Link.ShouldBeNull("a link with a secret is for the mail alone");
    }

    [TestMethod]
    public async Task List_Pages_GoOnWhereTheLastOneEnded()
    {
        var person = await Newcomer();
        for (var i = 0; i < 4; i++)
        {
            await Host.Send(TestKinds.Quiet, person.UserId);
        }

        await Host.DispatchEvents();
        var first = await person.Client.Get<Page<GetNotifications.NotificationView>>("/api/notifications?limit=3");
        var second = await person.Client.Get<Page<GetNotifications.NotificationView>>($"/api/notifications?limit=3&cursor={first.NextCursor}");
        var ids = first.Items.Concat(second.Items).Select(one => one.Id).ToList();
        ids.Count.ShouldBe(5);
        ids.ShouldBeUnique();
        second.NextCursor.ShouldBeNull();
    }

    [TestMethod]
    public async Task MarkRead_OneThenTheRest_CountsDownAndSparesWhatCameLater()
    {
        var person = await Newcomer();
        await Host.Send(TestKinds.Quiet, person.UserId);
        await Host.DispatchEvents();
        (await Unread(person)).ShouldBe(2);
        var items = await Items(person);

        (await person.Client.PostAsync($"/api/notifications/{items[1].Id}/read", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await person.Client.PostAsync($"/api/notifications/{items[1].Id}/read", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Unread(person)).ShouldBe(1);
        (await Items(person, "unread=true")).Select(one => one.Id).ShouldBe([items[0].Id]);

        await Host.Send(TestKinds.Quiet, person.UserId);
        await Host.DispatchEvents();
        (await person.Client.PostAsJsonAsync("/api/notifications/read", new { upTo = items[0].Id })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Unread(person)).ShouldBe(1);
        (await Items(person))[0].ReadAt.ShouldBeNull();
    }

    [TestMethod]
    public async Task MarkRead_SomebodyElses_Is404AndChangesNothing()
    {
        var (owner, stranger) = (await Newcomer(), await Newcomer());
        var id = (await Items(owner))[0].Id;
        using var response = await stranger.Client.PostAsync($"/api/notifications/{id}/read", null);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await stranger.Client.PostAsJsonAsync("/api/notifications/read", new { upTo = Guid.AllBitsSet });
        (await Unread(owner)).ShouldBe(1);
    }

    [TestMethod]
    public async Task Stream_MessageAndRead_TellTheOwnerAndNobodyElse()
    {
        var (owner, stranger) = (await Newcomer(), await Newcomer());
        using var socket = await Connect(owner);
        using var other = await Connect(stranger);
        (await Type(socket)).ShouldBe("heartbeat");
        (await Type(other)).ShouldBe("heartbeat");

        await Host.Send(TestKinds.Quiet, owner.UserId);
        await Host.DispatchEvents();
        (await Next(socket)).ShouldBe("message");
        await owner.Client.PostAsync($"/api/notifications/{(await Items(owner))[0].Id}/read", null);
        (await Next(socket)).ShouldBe("read");

        await stranger.Client.PostAsync($"/api/notifications/{(await Items(stranger))[0].Id}/read", null);
        (await Next(other)).ShouldBe("read", "their own, and nothing of the owner's before it");
    }

    [TestMethod]
    public async Task Preferences_Changed_DecideWhereMessagesGo()
    {
        var person = await Newcomer();
        await Confirm(person);
        (await Preference(person, "test.weekly")).ShouldBe((false, true, true));
        (await Preference(person, "test.quiet")).ShouldBe((false, true, false));
        (await Preference(person, "test.safety")).ShouldBe((true, true, true));

        await Set(person, "test.weekly", inApp: false, email: true);
        await Set(person, "test.quiet", inApp: true, email: true);
        (await Preference(person, "test.weekly")).ShouldBe((false, false, true));
        await Host.Send(TestKinds.Weekly, person.UserId, new() { ["amount"] = "3" });
        await Host.Send(TestKinds.Quiet, person.UserId);
        await Host.DispatchEvents();

        (await Items(person)).Select(one => one.Title).ShouldBe(["News", "Welcome to AMI"]);
        Host.MailsTo(person.Email).Select(mail => mail.Subject).ShouldBe(["Your week", "News"], ignoreOrder: true);

        await Set(person, "test.weekly", inApp: false, email: false);
        await Host.Send(TestKinds.Weekly, person.UserId, new() { ["amount"] = "3" });
        await Host.DispatchEvents();
        Host.MailsTo(person.Email).Count.ShouldBe(2);
    }

    [TestMethod]
    [DataRow("test.safety", 409, "notifications.mandatory")]
    [DataRow("test.nothing", 404, "notifications.unknown_kind")]
    public async Task SetPreference_NotToBeChosen_IsRefused(string kind, int status, string code)
    {
        var person = await Host.SignUp();
        using var response = await person.Client.PutAsJsonAsync($"/api/notifications/preferences/{kind}", new { inApp = false, email = false });
        ((int)response.StatusCode).ShouldBe(status);
        (await response.Code()).ShouldBe(code);
    }

    private static async Task Confirm(SignedIn person)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(Host.Database.App);
        await using var command = source.CreateCommand("update identity.users set email_confirmed = true where id = $1");
        command.With(person.UserId);
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }

    private static async Task<SignedIn> Newcomer()
    {
        var person = await Host.SignUp();
        await Host.DispatchEvents();
        return person;
    }

    private static async Task<List<GetNotifications.NotificationView>> Items(SignedIn person, string query = "") =>
        [.. (await person.Client.Get<Page<GetNotifications.NotificationView>>("/api/notifications?" + query)).Items];

    private static async Task<int> Unread(SignedIn person) => (await person.Client.Get<GetNotifications.UnreadCount>("/api/notifications/unread")).Count;

    private static async Task<(bool Mandatory, bool InApp, bool Email)> Preference(SignedIn person, string kind)
    {
        var all = await person.Client.Get<List<Preferences.PreferenceView>>("/api/notifications/preferences?language=es");
        var one = all.Single(p => p.Kind == kind);
        return (one.IsMandatory, one.InApp, one.Email);
    }

    private static async Task Set(SignedIn person, string kind, bool inApp, bool email)
    {
        using var response = await person.Client.PutAsJsonAsync($"/api/notifications/preferences/{kind}", new { inApp, email });
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    private static async Task<WebSocket> Connect(SignedIn person)
    {
        var client = Host.Server.CreateWebSocketClient();
        client.SubProtocols.Add("ami.v1");
        client.ConfigureRequest = request => request.Headers.Authorization = $"Bearer {person.AccessToken}";
        return await client.ConnectAsync(new Uri("wss://localhost/api/notifications/stream"), CancellationToken.None);
    }

    private static async Task<string> Next(WebSocket socket)
    {
        while (true)
        {
            if (await Type(socket) is not "heartbeat" and var type)
            {
                return type;
            }
        }
    }

    private static async Task<string> Type(WebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[1024];
        var received = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
        return JsonSerializer.Deserialize<StreamMessage>(buffer.AsSpan(0, received.Count), JsonSerializerOptions.Web).ShouldNotBeNull().Type;
    }

    private sealed record StreamMessage(string Type);
}
