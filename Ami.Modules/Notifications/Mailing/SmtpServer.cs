using System.Net;
using System.Net.Mail;

namespace Ami.Modules.Notifications.Mailing;

/// <summary>A mail server that takes mails by SMTP, one connection each.</summary>
internal sealed class SmtpServer(MailOptions.SmtpOptions options)
{
    /// <summary>How long a mail may take from connect to accepted.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The first of the answers by which a server says that trying again is of no use (RFC 5321, 4.2.1).</summary>
    private const int Permanent = 500;

    /// <exception cref="MailRefusedException">The server refused this mail for good.</exception>
    public async Task Send(MailMessage message, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        // A client of its own for each mail: it cannot be used by two at a time, and says goodbye to the server when it is disposed of.
        using var client = new SmtpClient(options.Host, options.Port) { EnableSsl = options.StartTls };
        if (options.User is { Length: > 0 } user) client.Credentials = new NetworkCredential(user, options.Password);
        try
        {
            await client.SendMailAsync(message, patience.Token);
        }
        catch (SmtpException e) when ((int)e.StatusCode >= Permanent && IsAboutThisMail(e))
        {
            throw new MailRefusedException(e.Message, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The mail server did not take the mail within {Patience.TotalSeconds:0} seconds.", e);
        }
    }

    /// <summary>Not signed in, no TLS, a command the server does not know: that is our configuration, and the mail waits until it is put right.</summary>
    private static bool IsAboutThisMail(SmtpException e) => e.StatusCode is not (
        SmtpStatusCode.MustIssueStartTlsFirst or SmtpStatusCode.CommandUnrecognized or SmtpStatusCode.CommandNotImplemented
        or SmtpStatusCode.BadCommandSequence or SmtpStatusCode.CommandParameterNotImplemented);
}
