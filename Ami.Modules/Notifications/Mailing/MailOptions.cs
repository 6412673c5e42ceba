namespace Ami.Modules.Notifications.Mailing;

/// <summary>How mails leave the system; the section <c>Mail</c>.</summary>
internal sealed class MailOptions
{
    /// <summary>Sender, as <c>Name &lt;address&gt;</c> or an address.</summary>
    public string From { get; set; } = "AMI <no-reply@localhost>";

    /// <summary>Folder that gets a file for each mail instead of a mail server; used when <see cref="SmtpOptions.Host"/> is not set.</summary>
    public string? Pickup { get; set; }

    public SmtpOptions Smtp { get; set; } = new();

    internal sealed class SmtpOptions
    {
        /// <summary>The mail server; null for none.</summary>
        public string? Host { get; set; }

        /// <summary>587 by default, the submission port.</summary>
        public int Port { get; set; } = 587;

        /// <summary>Null for a server that asks for no sign-in.</summary>
        public string? User { get; set; }

        public string? Password { get; set; }

        /// <summary>STARTTLS before anything else; on by default, and refused by the sender rather than skipped when the server does not offer it.</summary>
        public bool StartTls { get; set; } = true;
    }
}
