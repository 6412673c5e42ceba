using MimeKit;

namespace Ami.Modules.Notifications.Mailing;

/// <summary>Hands mails over: to the mail server when one is configured, else to the pickup folder.</summary>
internal sealed class MailTransport(MailOptions options, TimeProvider time)
{
    private readonly SmtpServer? _server = options.Smtp.Host is { Length: > 0 } host ? new SmtpServer(host, options.Smtp, time) : null;

    /// <summary>Null when a mail server is configured, or nothing is.</summary>
    public PickupFolder? Pickup { get; } =
        options.Smtp.Host is not { Length: > 0 } && options.Pickup is { Length: > 0 } folder ? new PickupFolder(folder) : null;

    public bool IsConfigured => _server is not null || Pickup is not null;

    public Task Send(Guid id, MimeMessage message, CancellationToken cancellationToken) =>
        _server?.Send(message, cancellationToken)
        ?? Pickup?.Send(id, message, cancellationToken)
        ?? throw new InvalidOperationException("Neither Mail:Smtp:Host nor Mail:Pickup is set.");
}

/// <summary>The mail server will not take this mail, however often it is tried.</summary>
internal sealed class MailRefusedException(string message, Exception? inner = null) : Exception(message, inner);
