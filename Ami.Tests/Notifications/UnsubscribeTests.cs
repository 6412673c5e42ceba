using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Notifications;
using Ami.Modules.Notifications.Features;
using Ami.Modules.Notifications.Mailing;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ami.Tests.Notifications;

[TestClass]
[Needs<NotificationsModule>]
public sealed class UnsubscribeTests : ApiTests<UnsubscribeTests>, IApiTests
{
    static Task<ApiHost> IApiTests.StartHost() => TestKinds.Host();

    [TestMethod]
    public async Task OneClick_AddressOfTheHeader_EndsMailsOfThatKindOnly()
    {
        var person = await Subscriber();
        var mail = await Weekly(person);
        mail.Headers["List-Unsubscribe-Post"].ShouldBe("List-Unsubscribe=One-Click");
        var address = new Uri(mail.Headers["List-Unsubscribe"].Trim('<', '>')).PathAndQuery;

        // As mail programs do it: a form, no cookies, no sign-in, no origin; and perhaps twice.
        foreach (var _ in (int[])[1, 2])
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" });
            using var response = await Host.Anonymous().PostAsync(address, form);
            response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        await Host.Send(TestKinds.Weekly, person.UserId, new() { ["amount"] = "2" });
        await Host.Send(TestKinds.Safety, person.UserId, new() { ["device"] = "Linux" });
        await Host.DispatchEvents();
        Host.MailsTo(person.Email).Select(m => m.Subject).ShouldBe(["Your week", "Password of Linux changed"]);
        var list = await person.Client.Get<Page<GetNotifications.NotificationView>>("/api/notifications");
        list.Items.Count(notification => notification.Kind == "test.weekly").ShouldBe(2, "the notification centre goes on");
    }

    [TestMethod]
    public async Task Get_AddressOfTheHeader_OnlyLeadsToThePage()
    {
        var person = await Subscriber();
        var mail = await Weekly(person);
        using var response = await Host.Anonymous().GetAsync(new Uri(mail.Headers["List-Unsubscribe"].Trim('<', '>')).PathAndQuery);
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        response.Headers.Location?.ToString().ShouldBe($"/unsubscribe#token={TokenOf(mail)}");
        (await Find(TokenOf(mail))).ShouldBe(new Unsubscribe.MailedKindView("Weekly summary", true));
    }

    [TestMethod]
    public async Task Page_EndsAndBeginsAgain()
    {
        var person = await Subscriber();
        var token = TokenOf(await Weekly(person));
        foreach (var subscribed in (bool[])[false, true])
        {
            using var response = await Host.Anonymous().PutAsJsonAsync("/api/notifications/subscription?language=es", new { token, subscribed });
            var view = await response.Read<Unsubscribe.MailedKindView>();
            view.Title.ShouldBe("Resumen semanal");
            view.Subscribed.ShouldBe(subscribed);
            (await Find(token)).Subscribed.ShouldBe(subscribed);
        }
    }

    [TestMethod]
    public async Task Token_ChangedOrOfAnotherKindOrPerson_IsRefused()
    {
        var person = await Subscriber();
        var token = TokenOf(await Weekly(person));
        var links = Host.Services.GetRequiredService<UnsubscribeLinks>();
        string[] wrong =
        [
            "",
            "x",
            "%%%",
            token[..^1],
            token + "A",
            Flip(token, 0),
            Flip(token, 30),
            Flip(token, 50),
            Flip(token, token.Length - 2),
            links.Token(person.UserId, "test.safety"),
            links.Token(person.UserId, "test.nothing"),
            links.Token(Guid.AllBitsSet, "test.weekly"),
        ];
        foreach (var bad in wrong)
        {
            using var click = await Host.Anonymous().PostAsync($"/api/notifications/unsubscribe?token={Uri.EscapeDataString(bad)}", null);
            click.StatusCode.ShouldBe(HttpStatusCode.BadRequest, bad);
            using var put = await Host.Anonymous().PutAsJsonAsync("/api/notifications/subscription", new { token = bad, subscribed = false });
            (await put.Code()).ShouldBe("notifications.link_invalid", bad);
        }

        (await Find(token)).Subscribed.ShouldBeTrue();
    }

    private static async Task<SignedIn> Subscriber()
    {
        var person = await Host.SignUp();
        await using var confirm = Host
            .Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("update identity.users set email_confirmed = true where id = $1");
        confirm.With(person.UserId);
        await confirm.ExecuteNonQueryAsync();
        return person;
    }

    private static async Task<ReceivedMail> Weekly(SignedIn person)
    {
        await Host.Send(TestKinds.Weekly, person.UserId, new() { ["amount"] = "1" });
        await Host.DispatchEvents();
        return Host.MailsTo(person.Email).ShouldHaveSingleItem();
    }

    private static string TokenOf(ReceivedMail mail) => mail.Headers["List-Unsubscribe"].Trim('<', '>').Split("token=")[1];

    private static string Flip(string token, int at) => token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];

    private static async Task<Unsubscribe.MailedKindView> Find(string token)
    {
        using var response = await Host.Anonymous().PostAsJsonAsync("/api/notifications/subscription/find", new { token });
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Read<Unsubscribe.MailedKindView>();
    }
}
