using System.Net.Http.Json;
using Ami.Modules.Notifications;
using Ami.Modules.Notifications.Contracts;
using Ami.Modules.Notifications.Delivery;
using Ami.Modules.Notifications.Domain;
using Ami.Modules.Notifications.Features;
using Ami.Modules.PaperTrading;
using Ami.Modules.PaperTrading.Contracts;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Ami.Tests.Notifications;

[TestClass]
[Needs<NotificationsModule>]
public sealed class DeliveryTests : ApiTests<DeliveryTests>, IApiTests
{
    static Task<ApiHost> IApiTests.StartHost() => TestKinds.Host();

    [TestMethod]
    public async Task Send_MandatoryKind_ArrivesAsTextAndPageWithItsSecretLink()
    {
        var person = await Host.SignUp();

        await Host.Send(TestKinds.Safety, person.UserId, new() { ["device"] = "Ñandú <b>1</b>\r\nBcc: x@example.com" }, "/reset-password#token=s3cret&x=1");
        await Host.DispatchEvents();

        var mail = Host.MailsTo(person.Email).ShouldHaveSingleItem();
        mail.Subject.ShouldBe("Password of Ñandú <b>1</b> Bcc: x@example.com changed");
        mail.Headers.ContainsKey("Bcc").ShouldBeFalse();
        mail.Headers.ContainsKey("List-Unsubscribe").ShouldBeFalse();
        mail.Text.ShouldContain("It was changed on Ñandú <b>1</b> Bcc: x@example.com.\n\nWas it not you? Recover it now.");
        mail.Html.ShouldContain("It was changed on &#209;and&#250; &lt;b&gt;1&lt;/b&gt; Bcc: x@example.com.");
        mail.Html.ShouldContain("href=\"https://localhost/reset-password#token=s3cret&amp;x=1\"");
        mail.Link.ShouldBe(new Uri("https://localhost/reset-password#token=s3cret&x=1"));
        mail.Token.ShouldBe("s3cret");
    }

    [TestMethod]
    public async Task Send_UnprovenAddress_GetsOnlyWhatSafetyNeedsAndNoNameThatAStrangerMayHaveWritten()
    {
        var person = await Host.SignUp();
        await Host.Send(TestKinds.Weekly, person.UserId, new() { ["amount"] = "1" });
        await Host.Send(TestKinds.Safety, person.UserId, new() { ["device"] = "Linux" });
        await Host.DispatchEvents();
        Host.MailsTo(person.Email).ShouldHaveSingleItem().Text.ShouldStartWith("Hello,\n\nIt was changed on Linux.");
    }

    [TestMethod]
    public async Task Send_ProvenAddress_GreetsByNameAndSaysHowToEndIt()
    {
        var person = await Host.SignUp();
        await Confirm(person.UserId);
        await Host.Send(TestKinds.Weekly, person.UserId, new() { ["amount"] = "1" }, "/week", language: Language.Es);
        await Host.DispatchEvents();
        var mail = Host.MailsTo(person.Email).ShouldHaveSingleItem();
        mail.Text.ShouldStartWith("Hola, Student:\n\nGanaste 1.\n\nVer mi semana:\nhttps://localhost/week\n");
        mail.Text.ShouldContain("\nDejar de recibirlo: https://localhost/unsubscribe#token=");
        mail.Html.ShouldContain("<html lang=\"es\">");
    }

    [TestMethod]
    public async Task Send_AnotherAddress_IsAMailToItAndNothingInTheApp()
    {
        var person = await Host.SignUp();
        await Host.Send(TestKinds.Safety, person.UserId, new() { ["device"] = "Linux" }, address: "old." + person.Email, language: Language.Es);
        await Host.DispatchEvents();
        Host.MailsTo(person.Email).ShouldBeEmpty();
        Host.Mailbox.Newest("old." + person.Email).Text.ShouldStartWith("Hola:\n\nSe cambió en Linux.");
        (await Count("select count(*) from notifications.messages where kind = 'test.safety' and user_id = $1", person.UserId)).ShouldBe(0);
    }

    [TestMethod]
    public async Task Send_MissingValue_BecomesADeadLetterAndDeliversNothing()
    {
        await using var host = await TestKinds.Host(services: services => services.AddSingleton(new OutboxOptions { MaxAttempts = 1 }));
        var person = await host.SignUp();
        await host.Send(TestKinds.Safety, person.UserId);
        await host.DispatchEvents();
        host.MailsTo(person.Email).ShouldBeEmpty();
        var letter = (await host.Services.GetRequiredService<DeadLetters>().List(10)).ShouldHaveSingleItem();
        letter.LastError.ShouldNotBeNull().ShouldContain("without a value for {device}");
    }

    [TestMethod]
    public async Task Send_AccountErased_DeliversNothing()
    {
        await Host.Send(TestKinds.Safety, Guid.AllBitsSet, new() { ["device"] = "Linux" });
        await Host.DispatchEvents();
        (await Count("select count(*) from notifications.mails where user_id = $1", Guid.AllBitsSet)).ShouldBe(0);
    }

    [TestMethod]
    public async Task Store_LinkWithASecret_IsReadableNowhereInTheDatabase()
    {
        var person = await Host.SignUp();
        await Host.Send(TestKinds.Safety, person.UserId, new() { ["device"] = "Linux" }, "/x#token=verysecret");
        (await Count("select count(*) from core.outbox_events where user_id = $1 and payload::text like '%verysecret%'", person.UserId)).ShouldBe(0);
        await Host.DispatchEvents();
        (
            await Count("select count(*) from notifications.mails where user_id = $1 and sealed_link is not null and kind = 'test.safety'", person.UserId)
        ).ShouldBe(0);
        (await Count("select count(*) from notifications.messages where user_id = $1 and link is not null and kind = 'test.safety'", person.UserId)).ShouldBe(
            0
        );
    }

    [TestMethod]
    public void Kinds_All_SpeakBothLanguagesWithTheSameNamesAndLeaveTheGreetingToTheMail()
    {
        var kinds = Host.Services.GetServices<MessageKind>().ToList();
        kinds.Count.ShouldBeGreaterThan(5);
        kinds.Select(kind => kind.Name).ShouldBeUnique();
        foreach (var kind in kinds)
        {
            Wording.Names(kind.Spanish).ShouldBe(Wording.Names(kind.English), ignoreOrder: true, kind.Name);
            (kind.Spanish.Action is null).ShouldBe(kind.English.Action is null, kind.Name);
            foreach (var text in (MessageText[])[kind.Spanish, kind.English])
            {
                text.Subject.Length.ShouldBeInRange(3, 70, kind.Name);
                text.Body.ShouldNotMatch("^(Hola|Hi|Hello|Buen)", kind.Name);
            }
        }
    }

    [TestMethod]
    [Needs<PaperTradingModule>]
    public async Task MarginCallAndLiquidation_OfAPracticeAccount_AreToldWithItsName_InTheAppAndByMail()
    {
        var person = await Host.SignUp();
        await Confirm(person.UserId);
        await Host.DispatchEvents();
        await using var find = Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select id from paper_trading.accounts where user_id = $1");
        find.With(person.UserId);
        var account = (Guid)(await find.ExecuteScalarAsync()).ShouldNotBeNull();

        await Host.InScope(async scope =>
        {
            var unitOfWork = scope.GetRequiredService<UnitOfWork>();
            await unitOfWork.Run(_ =>
            {
                unitOfWork.Publish(new AccountMarginCalled(account, person.UserId, 1_400m, 1_000m, DateTimeOffset.UnixEpoch));
                unitOfWork.Publish(new AccountLiquidated(account, person.UserId, 900m, 40_000m, DateTimeOffset.UnixEpoch));
                return Task.CompletedTask;
            });
            return true;
        });
        await Host.DispatchEvents();
        var told = (await person.Client.Get<Page<GetNotifications.NotificationView>>("/api/notifications")).Items;
        foreach (var title in (string[])["Little margin is left in your practice account Practice", "Your practice account Practice was liquidated"])
        {
            told.Single(one => one.Title == title).Link.ShouldBe($"/trade?account={account}");
            Host.MailsTo(person.Email).ShouldContain(mail => mail.Subject == title);
        }
    }

    [TestMethod]
    public async Task Erase_Person_LeavesNoMessageMailFileOrChoice()
    {
        var person = await Host.SignUp();
        await Host.Send(TestKinds.Safety, person.UserId, new() { ["device"] = "Linux" });
        await Host.DispatchEvents();
        (await person.Client.PutAsJsonAsync("/api/notifications/preferences/test.quiet", new { inApp = false, email = false })).EnsureSuccessStatusCode();
        Host.Mailbox.To(person.Email).ShouldNotBeEmpty();

        await Host.InScope(async scope =>
        {
            await scope.GetRequiredService<PersonalDataSet>().Erase(person.UserId, CancellationToken.None);
            return true;
        });
        Host.Mailbox.To(person.Email).ShouldBeEmpty();
        foreach (var table in (string[])["messages", "mails", "preferences"])
        {
            (await Count($"select count(*) from notifications.{table} where user_id = $1", person.UserId)).ShouldBe(0, table);
        }
    }

    [TestMethod]
    [DataRow("https://evil.example/")]
    [DataRow("//evil.example/")]
    [DataRow("account")]
    public async Task Send_LinkThatIsNoPathOfOurs_Throws(string link) =>
        await Should.ThrowAsync<ArgumentException>(() => Host.Send(TestKinds.Quiet, Guid.AllBitsSet, link: link));

    [TestMethod]
    public async Task Sweep_OldMessages_AreRemovedAndQueuedMailsAreNot()
    {
        await using var host = await TestKinds.Host();
        var person = await host.SignUp();
        await host.Send(TestKinds.Safety, person.UserId, new() { ["device"] = "Linux" });
        await host.DispatchEvents();
        await host.Send(TestKinds.Safety, person.UserId, new() { ["device"] = "waiting" });
        await host.Services.GetRequiredService<OutboxDispatcher>().DispatchOnce(CancellationToken.None);
        host.Time.Advance(TimeSpan.FromDays(366));
        var sweep = ActivatorUtilities.CreateInstance<SweepMessages>(host.Services);
        await sweep.Sweep(new JobRun("test", NullLogger.Instance), CancellationToken.None);
        await using var left = host
            .Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("select (select count(*) from notifications.messages) * 100 + (select count(*) from notifications.mails)");
        (await left.ExecuteScalarAsync()).ShouldBe(1L);
        host.Mailbox.To(person.Email).ShouldBeEmpty();
    }

    private static async Task Confirm(Guid userId)
    {
        await using var command = Host
            .Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("update identity.users set email_confirmed = true where id = $1");
        command.With(userId);
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }

    private static async Task<long> Count(string sql, Guid userId)
    {
        await using var command = Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        command.With(userId);
        return (long)(await command.ExecuteScalarAsync() ?? 0L);
    }
}
