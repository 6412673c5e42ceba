using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Ami.Modules.Notifications.Mailing;

/// <summary>A mail server that takes mails by SMTP, one connection each.</summary>
internal sealed class SmtpServer(string host, MailOptions.SmtpOptions options, TimeProvider time)
{
    /// <summary>How long a mail may take from connect to accepted.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The first of the answers by which a server says that trying again is of no use (RFC 5321, 4.2.1).</summary>
    private const int Permanent = 500;

    private const int ImplicitTlsPort = 465;

    private readonly X509Certificate2Collection? _authorities = Authorities(options.Authority);
    private readonly SecureSocketOptions _security = SecurityOf(options);

    /// <exception cref="MailRefusedException">The server refused this mail for good.</exception>
    public async Task Send(MimeMessage message, CancellationToken cancellationToken)
    {
        using var tooLong = new CancellationTokenSource(Patience, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tooLong.Token);
        try
        {
            await Converse(message, patience.Token);
        }
        catch (SmtpCommandException e) when ((int)e.StatusCode >= Permanent && IsAboutThisMail(e))
        {
            throw new MailRefusedException(e.Message, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The mail server did not take the mail within {Patience.TotalSeconds:0} seconds.", e);
        }
    }

    private async Task Converse(MimeMessage message, CancellationToken cancellationToken)
    {
        // A client of its own for each mail: it cannot be used by two at a time.
        using var client = new SmtpClient();
        if (_authorities is not null)
        {
            client.ServerCertificateValidationCallback = (_, certificate, chain, errors) => IsTrusted(certificate, chain, errors);
        }

        await client.ConnectAsync(host, options.Port, _security, cancellationToken);
        if (options.User is { Length: > 0 } user)
        {
            await client.AuthenticateAsync(user, options.Password ?? "", cancellationToken);
        }

        var format = MailFormat.Of(message);
        if (format.International && !client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
        {
            throw new MailRefusedException(
                "The address has letters beyond ASCII before its @, and the mail server does not offer SMTPUTF8 (RFC 6531), without which they cannot be sent."
            );
        }

        await client.SendAsync(format, message, cancellationToken);
        // The server has the mail; whatever becomes of the goodbye, it must not be sent again.
        await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>
    /// Not signed in, no TLS, a command the server does not know, or any answer before the mail was begun: that is our configuration, and the mail waits
    /// until it is put right.
    /// </summary>
    private static bool IsAboutThisMail(SmtpCommandException e) =>
        e.ErrorCode != SmtpErrorCode.UnexpectedStatusCode
        && e.StatusCode
            is not (
                SmtpStatusCode.CommandUnrecognized
                or SmtpStatusCode.CommandNotImplemented
                or SmtpStatusCode.BadCommandSequence
                or SmtpStatusCode.CommandParameterNotImplemented
                or SmtpStatusCode.AuthenticationRequired
            );

    /// <summary>Never TLS only if offered: whoever sits in between would take the offer away.</summary>
    private static SecureSocketOptions SecurityOf(MailOptions.SmtpOptions options) =>
        (options.Security, options.StartTls) switch
        {
            (not null, not null) => throw new InvalidOperationException(
                "Mail:Smtp:StartTls is the former name of Mail:Smtp:Security. Set Mail:Smtp:Security alone, to auto, implicit, starttls or none."
            ),
            (SmtpSecurity.Implicit, _) => SecureSocketOptions.SslOnConnect,
            (SmtpSecurity.None, _) or (null, false) => SecureSocketOptions.None,
            (SmtpSecurity.StartTls, _) or (null, true) => SecureSocketOptions.StartTls,
            _ => options.Port == ImplicitTlsPort ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls,
        };

    private static X509Certificate2Collection? Authorities(string? file)
    {
        if (file is not { Length: > 0 })
        {
            return null;
        }

        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(file);
        return certificates.Count > 0 ? certificates : throw new InvalidOperationException($"Mail:Smtp:Authority: there is no certificate in {file}.");
    }

    /// <summary>A certificate must have the server's name and be in date, whoever issued it: the machine's authorities or ours.</summary>
    private bool IsTrusted(X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 server || _authorities is null)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.ExtraStore.AddRange(sent?.ChainPolicy.ExtraStore ?? []);
        chain.ChainPolicy.ApplicationPolicy.Add(new("1.3.6.1.5.5.7.3.1")); // a certificate for servers (RFC 5280, 4.2.1.12)
        // Authorities of one's own seldom publish what they revoked.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(server);
    }
}
