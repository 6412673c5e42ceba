using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Ami.Modules.Identity;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Identity;

[TestClass]
public sealed class SessionsTests : ApiTests<SessionsTests>
{
    private const string Firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private const string Phone =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task List_TwoDevices_ShowsBothAndWhichIsCurrent()
    {
        var user = await Host.SignUp();
        var other = await SignInAgain(user, Firefox);
        var sessions = await Sessions(user.Client);
        sessions.Count.ShouldBe(2);
        sessions.Count(s => s.Current).ShouldBe(1);
        var seen = sessions.Single(s => !s.Current);
        seen.Browser.ShouldBe("Firefox");
        seen.System.ShouldBe("Windows");
        (await Sessions(other)).Single(s => s.Current).Id.ShouldBe(seen.Id);
        (await Sessions((await Host.SignUp()).Client)).Count.ShouldBe(1, "nobody sees another's");
    }

    [TestMethod]
    public async Task End_OneSession_ItsTokensCountNoMoreAtOnceInEveryProcess()
    {
        await using var second = Host.StartAnother();
        var user = await Host.SignUp();
        var other = await SignInAgain(user, Phone);
        var elsewhere = second.Anonymous();
        elsewhere.DefaultRequestHeaders.Authorization = other.DefaultRequestHeaders.Authorization;
        (await elsewhere.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var id = (await Sessions(user.Client)).Single(s => !s.Current).Id;
        (await user.Client.DeleteAsync($"/api/me/sessions/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await other.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await other.PostAsync("/api/auth/refresh", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await Eventually.BecomesTrueAsync(() => second.Services.GetRequiredService<RevokedSessions>().Knows(id), TestContext.CancellationToken);
        (await elsewhere.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await user.Client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK, "the others live on");
        (await user.Client.DeleteAsync($"/api/me/sessions/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "it has ended");
    }

    [TestMethod]
    public async Task End_SessionOfSomebodyElse_IsNotFoundAndLivesOn()
    {
        var (user, stranger) = (await Host.SignUp(), await Host.SignUp());
        var id = (await Sessions(user.Client)).Single().Id;
        (await stranger.Client.DeleteAsync($"/api/me/sessions/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await user.Client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task EndOthers_Several_LeavesOnlyTheCurrentOne()
    {
        var user = await Host.SignUp();
        HttpClient[] others = [await SignInAgain(user, Firefox), await SignInAgain(user, Phone)];
        (await user.Client.DeleteAsync("/api/me/sessions")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        foreach (var other in others)
        {
            (await other.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await Sessions(user.Client)).Single().Current.ShouldBeTrue();
    }

    [TestMethod]
    public async Task Logout_AccessTokenStillHeld_CountsNoMore()
    {
        var user = await Host.SignUp();
        (await user.Client.PostAsync("/api/auth/logout", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await user.Client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task Revoked_BeforeAProcessStarts_IsKnownThere()
    {
        var user = await Host.SignUp();
        await user.Client.PostAsync("/api/auth/logout", null);
        await using var late = Host.StartAnother();
        var client = late.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", user.AccessToken);
        (await client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task Revoked_NothingHeardOnTheBus_IsReadFromTheTable()
    {
        await using var deaf = Host.StartAnother(new Dictionary<string, string?> { ["ConnectionStrings:redis"] = "" });
        var user = await Host.SignUp();
        var client = deaf.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", user.AccessToken);
        (await client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await user.Client.PostAsync("/api/auth/logout", null);
        await deaf.Services.GetRequiredService<RevokedSessions>().Read(TimeSpan.FromMinutes(1), TestContext.CancellationToken);
        (await client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task WebSocket_SessionEnds_IsCut()
    {
        var user = await Host.SignUp();
        using var socket = await Connect(user.AccessToken);
        await user.Client.PostAsync("/api/auth/logout", null);
        await UntilCut(socket);
    }

    [TestMethod]
    public async Task WebSocket_TokenExpires_IsCut()
    {
        var user = await Host.SignUp();
        Host.Time.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(28));
        using var socket = await Connect(user.AccessToken);
        await UntilCut(socket);
    }

    [TestMethod]
    public async Task SignIn_NewDevice_IsToldOnceAndOnlyBesideOthers()
    {
        var user = await Host.SignUp();
        var other = await SignInAgain(user, Firefox);
        await SignInAgain(user, Firefox, other);
        await Host.DispatchEvents();
        var mail = Host.Mailbox.To(user.Email, "new device").ShouldHaveSingleItem();
        mail.Text.ShouldContain("Firefox, Windows");
    }

    [TestMethod]
    public async Task SignIn_AgainInTheSameBrowser_ReplacesItsSession()
    {
        var user = await Host.SignUp();
        var again = await SignInAgain(user, Firefox);
        var before = again.DefaultRequestHeaders.Authorization;
        await SignInAgain(user, Firefox, again);
        (await Sessions(again)).Count.ShouldBe(2);
        again.DefaultRequestHeaders.Authorization = before;
        (await again.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task RevokeAll_RolledBack_EndsNothing()
    {
        var user = await Host.SignUp();
        await Host.InScope(async services =>
        {
            var unit = services.GetRequiredService<UnitOfWork>();
            return await unit.Run<Result<int>>(async ct =>
            {
                (await services.GetRequiredService<SessionStore>().RevokeAll(user.UserId, null, "test", ct)).ShouldBe(1);
                return Error.Conflict("test.no", "Not after all.");
            });
        });
        (await user.Client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [TestMethod]
    [DataRow(Firefox, "Firefox, Windows")]
    [DataRow(Phone, "Safari, iPhone")]
    [DataRow("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "Chrome, Linux")]
    [DataRow("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15", "Safari, macOS")]
    [DataRow("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge, Windows")]
    [DataRow("Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome, Android")]
    [DataRow("curl/8.5.0", "curl")]
    [DataRow("", "?")]
    [DataRow(null, "?")]
    public void DeviceName_UserAgent_IsWhatPeopleCallIt(string? userAgent, string expected) => DeviceName.Of(userAgent).Text.ShouldBe(expected);

    private static async Task<HttpClient> SignInAgain(SignedIn user, string userAgent, HttpClient? client = null)
    {
        client ??= Host.Anonymous();
        client.DefaultRequestHeaders.Remove("User-Agent");
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
        using var response = await client.PostAsJsonAsync("/api/auth/login", new { email = user.Email, password = ApiHost.Password });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await response.Read<AccessGrant>()).AccessToken);
        return client;
    }

    private static Task<IReadOnlyList<MySessions.MySession>> Sessions(HttpClient client) => client.Get<IReadOnlyList<MySessions.MySession>>("/api/me/sessions");

    private static Task<WebSocket> Connect(string token)
    {
        var client = Host.Server.CreateWebSocketClient();
        client.SubProtocols.Add("ami.v1");
        client.SubProtocols.Add("bearer." + token);
        return client.ConnectAsync(new Uri("wss://localhost/api/me/jobs/stream"), CancellationToken.None);
    }

    /// <summary>Reads what comes until the server ends the connection.</summary>
    private async Task UntilCut(WebSocket socket)
    {
        var buffer = new byte[4096];
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), TestContext.CancellationToken)).MessageType != WebSocketMessageType.Close) { }
        }
        catch (Exception e) when (e is WebSocketException or IOException)
        {
            // Cut without a farewell.
        }
    }
}
