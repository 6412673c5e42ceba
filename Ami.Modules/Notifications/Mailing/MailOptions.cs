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

        /// <summary>How the connection is encrypted; unset it is <see cref="SmtpSecurity.Auto"/>.</summary>
        public SmtpSecurity? Security { get; set; }

        /// <summary>Former name: true is <see cref="SmtpSecurity.StartTls"/>, false <see cref="SmtpSecurity.None"/>.</summary>
        public bool? StartTls { get; set; }

        /// <summary>A PEM file with certificates of authorities that the mail server's certificate may come from besides the machine's own.</summary>
        public string? Authority { get; set; }
    }
}

/// <summary>How a connection to a mail server is encrypted. What is asked for and not offered sends nothing.</summary>
internal enum SmtpSecurity
{
    /// <summary><see cref="Implicit"/> on port 465, <see cref="StartTls"/> on any other.</summary>
    Auto,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Implicit,

    /// <summary>STARTTLS before anything else (RFC 3207).</summary>
    StartTls,

    /// <summary>None, for a server on the same machine or a network of one's own.</summary>
    None,
}
