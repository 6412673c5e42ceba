using System.Text;
using Ami.Modules.Notifications.Mailing;
using Ami.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Ami.Tests.Notifications;

/// <summary>The queue of mails against a mail server that does what mail servers do on bad days.</summary>
[TestClass]
public sealed class SmtpTests
{
    private const string Address = "ada@example.com";
    private static readonly Guid Reader = Guid.CreateVersion7(DateTimeOffset.UnixEpoch);
    private static readonly Dictionary<string, string> Device = new() { ["device"] = "Linux" };

    [TestMethod]
    public async Task Send_ServerAccepts_DeliversOnceAsWritten()
    {
        await using var server = new TestSmtpServer();
        await using var host = await TestKinds.Host(server.Settings);

        await host.Send(TestKinds.Safety, Reader, new() { ["device"] = ".ñandú" }, "/x#token=abc", Address, Language.En);
        await host.DispatchEvents();
        await host.DispatchEvents();

        var mail = server.Accepted.ShouldHaveSingleItem();
        server.Recipients.ShouldBe([Address]);
        mail.Headers["From"].ShouldBe("AMI <avisos@ami.example>");
        mail.Headers["Subject"].ShouldBe("Password of .ñandú changed");
        mail.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        mail.Text.ShouldContain("It was changed on .ñandú.\n");
        mail.Text.ShouldContain("https://localhost/x#token=abc\n");
        mail.Html.ShouldContain("<!doctype html>");
        (await Row(host)).ShouldBe(("Sent", 1, null, false));
    }

    [TestMethod]
    public async Task Send_ServerAsksForSignIn_SendsUserAndPassword()
    {
        await using var server = new TestSmtpServer();
        await using var host = await TestKinds.Host(
            new Dictionary<string, string?>(server.Settings) { ["Mail:Smtp:User"] = "ami", ["Mail:Smtp:Password"] = "s3cret" }
        );
        await host.Send(TestKinds.Safety, Reader, Device, address: Address);
        await host.DispatchEvents();
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
        await using var host = await TestKinds.Host(server.Settings);
        server.AnswerOnce(command, answer);

        await host.Send(TestKinds.Safety, Reader, Device, "/x#token=abc", Address);
        await host.DispatchEvents();
        server.Accepted.ShouldBeEmpty();
        var (state, attempts, error, hasLink) = await Row(host);
        (state, attempts, hasLink).ShouldBe(("Queued", 1, true));
        error.ShouldNotBeNullOrEmpty();

        host.Time.Advance(MailQueue.BackOffAfter(1) - TimeSpan.FromSeconds(2));
        await host.DispatchEvents();
        server.Accepted.ShouldBeEmpty();

        host.Time.Advance(TimeSpan.FromSeconds(3));
        await host.DispatchEvents();
        server.Accepted.ShouldHaveSingleItem().Text.ShouldContain("#token=abc");
        (await Row(host)).ShouldBe(("Sent", 2, null, false));
    }

    [TestMethod]
    public async Task Send_ConnectionLostAfterTheServerTookIt_SecondCopyHasTheSameMessageId()
    {
        // The one window in which a mail can go out twice: the "accepted" never reached us.
        await using var server = new TestSmtpServer();
        await using var host = await TestKinds.Host(server.Settings);
        server.HangUpOnce(".");
        await host.Send(TestKinds.Safety, Reader, Device, address: Address);
        await host.DispatchEvents();
        host.Time.Advance(MailQueue.BackOffAfter(1));
        await host.DispatchEvents();
        server.Accepted.Count.ShouldBe(2);
        server.Accepted.Select(mail => mail.Headers["Message-ID"]).Distinct().Count().ShouldBe(1);
    }

    [TestMethod]
    [DataRow("RCPT", "550 no such user")]
    [DataRow(".", "554 looks like spam")]
    public async Task Send_ServerRefusesForGood_IsNotTriedAgain(string command, string answer)
    {
        await using var server = new TestSmtpServer();
        await using var host = await TestKinds.Host(server.Settings);
        server.AnswerOnce(command, answer);
        await host.Send(TestKinds.Safety, Reader, Device, address: Address);
        await host.DispatchEvents();
        (await Row(host)).State.ShouldBe("Failed");
        host.Time.Advance(TimeSpan.FromDays(1));
        await host.DispatchEvents();
        server.Accepted.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Send_OurPasswordIsWrong_WaitsUntilItIsPutRight()
    {
        await using var server = new TestSmtpServer();
        await using var host = await TestKinds.Host(
            new Dictionary<string, string?>(server.Settings) { ["Mail:Smtp:User"] = "ami", ["Mail:Smtp:Password"] = "wrong" }
        );
        server.AnswerOnce("AUTH", "535 wrong password");
        server.AnswerOnce("MAIL", "530 sign in first");
        await host.Send(TestKinds.Safety, Reader, Device, address: Address);
        await host.DispatchEvents();
        (await Row(host)).State.ShouldBe("Queued");
    }

    [TestMethod]
    public async Task Send_ServerWithoutStartTlsThatWeAskFor_SendsNothing()
    {
        await using var server = new TestSmtpServer();
        await using var host = await TestKinds.Host(new Dictionary<string, string?>(server.Settings) { ["Mail:Smtp:Security"] = "starttls" });
        await host.Send(TestKinds.Safety, Reader, Device, address: Address);
        await host.DispatchEvents();
        server.Commands.ShouldNotContain(line => line.StartsWith("MAIL", StringComparison.Ordinal));
        (await Row(host)).State.ShouldBe("Queued");
    }

    [TestMethod]
    [DataRow("CONNECT")]
    [DataRow("RCPT")]
    [DataRow(".")]
    public async Task Send_ServerFallsSilent_IsGivenUpAndTriedAgainLater(string command)
    {
        await using var server = new TestSmtpServer();
        var patience = new ManualTimers();
        await using var host = await TestKinds.Host(
            server.Settings,
            services => services.Replace(ServiceDescriptor.Singleton(provider => new MailTransport(provider.GetRequiredService<MailOptions>(), patience)))
        );
        server.FallSilent(command);
        await host.Send(TestKinds.Safety, Reader, Device, address: Address);
        var sending = host.DispatchEvents();
        await server.Silent;
        patience.Fire(SmtpServer.Patience);
        await sending;
        (await Row(host)).LastError.ShouldNotBeNull().ShouldContain("30 seconds");
        host.Time.Advance(MailQueue.BackOffAfter(1));
        await host.DispatchEvents();
        (await Row(host)).State.ShouldBe("Sent");
    }

    [TestMethod]
    public async Task Send_LettersBeyondAsciiBeforeTheAt_ArriveWhereTheServerTakesThem()
    {
        await using var server = new TestSmtpServer { Utf8 = true };
        await using var host = await TestKinds.Host(server.Settings);
        await host.Send(TestKinds.Safety, Reader, Device, address: "ñandú@example.com");
        await host.DispatchEvents();
        server.Commands.ShouldContain(line => line.StartsWith("MAIL FROM", StringComparison.Ordinal) && line.Contains("SMTPUTF8", StringComparison.Ordinal));
        server.Recipients.ShouldBe(["ñandú@example.com"]);
        server.Accepted.ShouldHaveSingleItem().To.ShouldBe("ñandú@example.com");
    }

    [TestMethod]
    public async Task Send_LettersBeyondAsciiBeforeTheAtToAServerWithoutThem_SaysSoAndIsNotTriedAgain()
    {
        await using var server = new TestSmtpServer();
        await using var host = await TestKinds.Host(server.Settings);
        await host.Send(TestKinds.Safety, Reader, Device, address: "ñandú@example.com");
        await host.DispatchEvents();
        var (state, _, error, _) = await Row(host);
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
        await using var host = await TestKinds.Host(server.Settings);
        await host.Send(TestKinds.Safety, Reader, Device, address: "ada@ejemplo-ñ.example");
        await host.DispatchEvents();
        server.Recipients.ShouldBe([recipient]);
        server.Accepted.Count.ShouldBe(1);
    }

    [TestMethod]
    public async Task Send_ServerDownForLong_GivesUpAfterAllAttempts()
    {
        await using var server = new TestSmtpServer();
        await using var host = await TestKinds.Host(server.Settings);
        for (var i = 0; i < MailQueue.MaxAttempts; i++)
        {
            server.AnswerOnce("CONNECT", "421 later");
        }

        await host.Send(TestKinds.Safety, Reader, Device, address: Address);
        for (var i = 1; i <= MailQueue.MaxAttempts; i++)
        {
            (await State(host)).ShouldNotBe("Failed");
            await host.DispatchEvents();
            host.Time.Advance(MailQueue.BackOffAfter(i));
        }

        (await Row(host)).ShouldSatisfyAllConditions(row => row.State.ShouldBe("Failed"), row => row.Attempts.ShouldBe(MailQueue.MaxAttempts));
    }

    private static async Task<string?> State(ApiHost host)
    {
        await using var command = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select state from notifications.mails");
        return (string?)await command.ExecuteScalarAsync();
    }

    private static async Task<(string State, int Attempts, string? LastError, bool HasLink)> Row(ApiHost host)
    {
        await using var command = host
            .Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("select state, attempts, last_error, sealed_link is not null from notifications.mails");
        await using var reader = await command.ExecuteReaderAsync();
        (await reader.ReadAsync()).ShouldBeTrue();
        return (reader.GetString(0), reader.GetInt32(1), await reader.IsDBNullAsync(2) ? null : reader.GetString(2), reader.GetBoolean(3));
    }
}
