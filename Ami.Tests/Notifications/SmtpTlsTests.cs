using System.Security.Cryptography.X509Certificates;
using Ami.Modules.Notifications;
using Ami.Modules.Notifications.Mailing;
using Ami.TestKit;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace Ami.Tests.Notifications;

/// <summary>Mail goes only to the server it is for, and nobody in between reads it: both kinds of TLS, and every certificate that is wrong.</summary>
[TestClass]
[Needs<NotificationsModule>]
public sealed class SmtpTlsTests
{
    private static readonly TestAuthority Ours = new(),
        Theirs = new();

    [TestMethod]
    [DataRow(true, "implicit")]
    [DataRow(false, "starttls")]
    [DataRow(false, "auto")]
    public async Task Send_CertificateOfATrustedAuthority_GoesOutEncrypted(bool implicitTls, string security)
    {
        await using var server = new TestSmtpServer(Ours.Issue("127.0.0.1"), implicitTls);
        await Send(server, security, Ours.File);
        server.Accepted.Count.ShouldBe(1);
        server.Commands.Count(line => line == "STARTTLS").ShouldBe(implicitTls ? 0 : 1);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Send_WrongCertificate_SendsNothing(bool implicitTls)
    {
        foreach (
            var (certificate, trusted) in new (X509Certificate2, string?)[]
            {
                (Ours.Issue("127.0.0.1"), null),
                (Theirs.Issue("127.0.0.1"), Ours.File),
                (Ours.Issue("other.example"), Ours.File),
                (Ours.Issue("127.0.0.1", expired: true), Ours.File),
                (Ours.Issue("127.0.0.1", usage: "1.3.6.1.5.5.7.3.2"), Ours.File),
            }
        )
        {
            await using var server = new TestSmtpServer(certificate, implicitTls);
            await Should.ThrowAsync<MailKit.Security.SslHandshakeException>(() => Send(server, implicitTls ? "implicit" : "starttls", trusted));
            server.Commands.ShouldNotContain(line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
        }
    }

    [TestMethod]
    [DataRow("starttls")]
    [DataRow("auto")]
    [DataRow(null)]
    public async Task Send_OfferOfTlsTakenAway_SendsNothing(string? security)
    {
        await using var server = new TestSmtpServer();
        await Should.ThrowAsync<NotSupportedException>(() => Send(server, security));
        server.Commands.ShouldNotContain(line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("true", false)]
    [DataRow("false", true)]
    public async Task Send_FormerNameOfTheSetting_StillCounts(string startTls, bool goesOut)
    {
        await using var server = new TestSmtpServer();
        var settings = new Dictionary<string, string?>(server.Settings) { ["Mail:Smtp:Security"] = null, ["Mail:Smtp:StartTls"] = startTls };
        var sending = Send(settings);
        if (goesOut)
        {
            await sending;
        }
        else
        {
            await Should.ThrowAsync<NotSupportedException>(() => sending);
        }

        server.Accepted.Count.ShouldBe(goesOut ? 1 : 0);
    }

    [TestMethod]
    public async Task Send_BothNamesOfTheSetting_SaysWhichToSet()
    {
        await using var server = new TestSmtpServer();
        var settings = new Dictionary<string, string?>(server.Settings) { ["Mail:Smtp:StartTls"] = "false" };
        (await Should.ThrowAsync<InvalidOperationException>(() => Send(settings))).Message.ShouldContain("Mail:Smtp:Security alone");
    }

    private static Task Send(TestSmtpServer server, string? security, string? authority = null) =>
        Send(new Dictionary<string, string?>(server.Settings) { ["Mail:Smtp:Security"] = security, ["Mail:Smtp:Authority"] = authority });

    private static async Task Send(Dictionary<string, string?> settings)
    {
        var options = new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("Mail").Get<MailOptions>().ShouldNotBeNull();
        using var message = new MimeMessage
        {
            From = { MailboxAddress.Parse(options.From) },
            To = { MailboxAddress.Parse("ada@example.com") },
            Body = new TextPart { Text = "" },
        };
        await new MailTransport(options, TimeProvider.System).Send(Guid.Empty, message, CancellationToken.None);
    }
}
