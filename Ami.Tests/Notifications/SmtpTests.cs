using System.Text;
using Ami.Modules.Notifications;
using Ami.Modules.Notifications.Mailing;
using Ami.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ami.Tests.Notifications;

/// <summary>The queue of mails against a mail server that does what mail servers do on bad days.</summary>
[TestClass]
[Needs<NotificationsModule>]
public sealed class SmtpTests : ApiTests<SmtpTests>, IApiTests
{
    private const string Address = "ada@example.com";
    private static readonly Guid Reader = Guid.CreateVersion7(DateTimeOffset.UnixEpoch);
    private static readonly Dictionary<string, string> Device = new() { ["device"] = "Linux" };

    static Task<ApiHost> IApiTests.StartHost() => TestKinds.Host();

    [TestInitialize]
    public async Task ForgetMails()
    {
        await using var command = Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("delete from notifications.mails");
        await command.ExecuteNonQueryAsync();
    }

    [TestMethod]
    public async Task Send_ServerAccepts_DeliversOnceAsWritten()
    {
        await using var server = new TestSmtpServer();
        using var queue = Queue(server.Settings);

        await Host.Send(TestKinds.Safety, Reader, new() { ["device"] = ".ñandú" }, "/x#token=abc", Address, Language.En);
        await Dispatch(queue);
        await Dispatch(queue);

        var mail = server.Accepted.ShouldHaveSingleItem();
        server.Recipients.ShouldBe([Address]);
        mail.Headers["From"].ShouldBe("AMI <avisos@ami.example>");
        mail.Headers["Subject"].ShouldBe("Password of .ñandú changed");
        mail.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        mail.Text.ShouldContain("It was changed on .ñandú.\n");
        mail.Text.ShouldContain("https://localhost/x#token=abc\n");
        mail.Html.ShouldContain("<!doctype html>");
        (await Row()).ShouldBe(("Sent", 1, null, false));
    }

    [TestMethod]
    public async Task Send_ServerAsksForSignIn_SendsUserAndPassword()
    {
        await using var server = new TestSmtpServer();
        using var queue = Queue(new(server.Settings) { ["Mail:Smtp:User"] = "ami", ["Mail:Smtp:Password"] = "s3cret" });
        await Host.Send(TestKinds.Safety, Reader, Device, address: Address);
        await Dispatch(queue);
        server.Accepted.Count.ShouldBe(1);
        server.Commands.ShouldContain("PASSWORD " + Convert.ToBase64String(Encoding.UTF8.GetBytes("s3cret")));
    }

    [TestMethod]
    [DataRow("CONNECT", "421 later")]
    [DataRow("MAIL", "451 try again")]
    [DataRow("RCPT", "450 mailbox busy")]
    [DataRow("DATA", "421 closing")]
    [DataRow(".", "452 no space")]
    [DataRow("CONNECT", "")]
    [DataRow("EHLO", "")]
    [DataRow("RCPT", "")]
    [DataRow("DATA", "")]
    public async Task Send_ServerFailsForNow_IsTriedAgainLaterAndArrivesOnce(string command, string answer)
    {
        await using var server = new TestSmtpServer();
        using var queue = Queue(server.Settings);
        server.AnswerOnce(command, answer);

        await Host.Send(TestKinds.Safety, Reader, Device, "/x#token=abc", Address);
        await Dispatch(queue);
        server.Accepted.ShouldBeEmpty();
        var (state, attempts, error, hasLink) = await Row();
        (state, attempts, hasLink).ShouldBe(("Queued", 1, true));
        error.ShouldNotBeNullOrEmpty();

        Host.Time.Advance(MailQueue.BackOffAfter(1) - TimeSpan.FromSeconds(2));
        await Dispatch(queue);
        server.Accepted.ShouldBeEmpty();

        Host.Time.Advance(TimeSpan.FromSeconds(3));
        await Dispatch(queue);
        server.Accepted.ShouldHaveSingleItem().Text.ShouldContain("#token=abc");
        (await Row()).ShouldBe(("Sent", 2, null, false));
    }

    [TestMethod]
    public async Task Send_ConnectionLostAfterTheServerTookIt_SecondCopyHasTheSameMessageId()
    {
        // The one window in which a mail can go out twice: the "accepted" never reached us.
        await using var server = new TestSmtpServer();
        using var queue = Queue(server.Settings);
        server.HangUpOnce(".");
        await Host.Send(TestKinds.Safety, Reader, Device, address: Address);
        await Dispatch(queue);
        Host.Time.Advance(MailQueue.BackOffAfter(1));
        await Dispatch(queue);
        server.Accepted.Count.ShouldBe(2);
        server.Accepted.Select(mail => mail.Headers["Message-ID"]).Distinct().Count().ShouldBe(1);
    }

    [TestMethod]
    [DataRow("RCPT", "550 no such user")]
    [DataRow(".", "554 looks like spam")]
    public async Task Send_ServerRefusesForGood_IsNotTriedAgain(string command, string answer)
    {
        await using var server = new TestSmtpServer();
        using var queue = Queue(server.Settings);
        server.AnswerOnce(command, answer);
        await Host.Send(TestKinds.Safety, Reader, Device, address: Address);
        await Dispatch(queue);
        (await Row()).State.ShouldBe("Failed");
        Host.Time.Advance(TimeSpan.FromDays(1));
        await Dispatch(queue);
        server.Accepted.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Send_OurPasswordIsWrong_WaitsUntilItIsPutRight()
    {
        await using var server = new TestSmtpServer();
        using var queue = Queue(new(server.Settings) { ["Mail:Smtp:User"] = "ami", ["Mail:Smtp:Password"] = "wrong" });
        server.AnswerOnce("AUTH", "535 wrong password");
        server.AnswerOnce("MAIL", "530 sign in first");
        await Host.Send(TestKinds.Safety, Reader, Device, address: Address);
        await Dispatch(queue);
        (await Row()).State.ShouldBe("Queued");
    }

    [TestMethod]
    public async Task Send_ServerWithoutStartTlsThatWeAskFor_SendsNothing()
    {
        await using var server = new TestSmtpServer();
        using var queue = Queue(new(server.Settings) { ["Mail:Smtp:Security"] = "starttls" });
        await Host.Send(TestKinds.Safety, Reader, Device, address: Address);
        await Dispatch(queue);
        server.Commands.ShouldNotContain(line => line.StartsWith("MAIL", StringComparison.Ordinal));
        (await Row()).State.ShouldBe("Queued");
    }

    [TestMethod]
    [DataRow("CONNECT")]
    [DataRow("RCPT")]
    [DataRow(".")]
    public async Task Send_ServerFallsSilent_IsGivenUpAndTriedAgainLater(string command)
    {
        await using var server = new TestSmtpServer();
        var patience = new ManualTimers();
        using var queue = Queue(server.Settings, patience);
        server.FallSilent(command);
        await Host.Send(TestKinds.Safety, Reader, Device, address: Address);
        var sending = Dispatch(queue);
        await server.Silent;
        patience.Fire(SmtpServer.Patience);
        await sending;
        (await Row()).LastError.ShouldNotBeNull().ShouldContain("30 seconds");
        Host.Time.Advance(MailQueue.BackOffAfter(1));
        await Dispatch(queue);
        (await Row()).State.ShouldBe("Sent");
    }

    [TestMethod]
    public async Task Send_LettersBeyondAsciiBeforeTheAt_ArriveWhereTheServerTakesThem()
    {
        await using var server = new TestSmtpServer { Utf8 = true };
        using var queue = Queue(server.Settings);
        await Host.Send(TestKinds.Safety, Reader, Device, address: "ñandú@example.com");
        await Dispatch(queue);
        server.Commands.ShouldContain(line => line.StartsWith("MAIL FROM", StringComparison.Ordinal) && line.Contains("SMTPUTF8", StringComparison.Ordinal));
        server.Recipients.ShouldBe(["ñandú@example.com"]);
        server.Accepted.ShouldHaveSingleItem().To.ShouldBe("ñandú@example.com");
    }

    [TestMethod]
    public async Task Send_LettersBeyondAsciiBeforeTheAtToAServerWithoutThem_SaysSoAndIsNotTriedAgain()
    {
        await using var server = new TestSmtpServer();
        using var queue = Queue(server.Settings);
        await Host.Send(TestKinds.Safety, Reader, Device, address: "ñandú@example.com");
        await Dispatch(queue);
        var (state, _, error, _) = await Row();
        state.ShouldBe("Failed");
        error.ShouldNotBeNull().ShouldContain("SMTPUTF8");
        server.Commands.ShouldNotContain(line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow(true, "ada@ejemplo-ñ.example")]
    [DataRow(false, "ada@xn--ejemplo--k3a.example")]
    public async Task Send_DomainBeyondAscii_TravelsAsTheServerCanTakeIt(bool utf8, string recipient)
    {
        await using var server = new TestSmtpServer { Utf8 = utf8 };
        using var queue = Queue(server.Settings);
        await Host.Send(TestKinds.Safety, Reader, Device, address: "ada@ejemplo-ñ.example");
        await Dispatch(queue);
        server.Recipients.ShouldBe([recipient]);
        server.Accepted.Count.ShouldBe(1);
    }

    [TestMethod]
    public async Task Send_ServerDownForLong_GivesUpAfterAllAttempts()
    {
        await using var server = new TestSmtpServer();
        using var queue = Queue(server.Settings);
        for (var i = 0; i < MailQueue.MaxAttempts; i++)
        {
            server.AnswerOnce("CONNECT", "421 later");
        }

        await Host.Send(TestKinds.Safety, Reader, Device, address: Address);
        for (var i = 1; i <= MailQueue.MaxAttempts; i++)
        {
            (await State()).ShouldNotBe("Failed");
            await Dispatch(queue);
            Host.Time.Advance(MailQueue.BackOffAfter(i));
        }

        (await Row()).ShouldSatisfyAllConditions(row => row.State.ShouldBe("Failed"), row => row.Attempts.ShouldBe(MailQueue.MaxAttempts));
    }

    /// <summary>The queue as a silo with these settings of its mail server has it.</summary>
    private static MailQueue Queue(Dictionary<string, string?> settings, TimeProvider? patience = null)
    {
        var options = new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("Mail").Get<MailOptions>().ShouldNotBeNull();
        return ActivatorUtilities.CreateInstance<MailQueue>(
            Host.Services,
            new MailTransport(options, patience ?? TimeProvider.System),
            ActivatorUtilities.CreateInstance<MailComposer>(Host.Services, options)
        );
    }

    /// <summary>Makes mails of the messages that wait, and sends those that are due.</summary>
    private static async Task Dispatch(MailQueue queue)
    {
        var dispatcher = Host.Services.GetRequiredService<OutboxDispatcher>();
        while (await dispatcher.DispatchOnce(CancellationToken.None) > 0) { }
        while (await queue.SendDue(CancellationToken.None) > 0) { }
    }

    private static async Task<string?> State()
    {
        await using var command = Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select state from notifications.mails");
        return (string?)await command.ExecuteScalarAsync();
    }

    private static async Task<(string State, int Attempts, string? LastError, bool HasLink)> Row()
    {
        await using var command = Host
            .Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("select state, attempts, last_error, sealed_link is not null from notifications.mails");
        await using var reader = await command.ExecuteReaderAsync();
        (await reader.ReadAsync()).ShouldBeTrue();
        return (reader.GetString(0), reader.GetInt32(1), await reader.IsDBNullAsync(2) ? null : reader.GetString(2), reader.GetBoolean(3));
    }
}
