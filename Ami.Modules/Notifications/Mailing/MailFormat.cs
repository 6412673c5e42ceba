using MimeKit;

namespace Ami.Modules.Notifications.Mailing;

/// <summary>How a mail is written: in ASCII, as every program reads it, unless an address cannot be (RFC 6532). Domains always can (IDNA).</summary>
internal static class MailFormat
{
    private static readonly FormatOptions Utf8 = Make(international: true);
    private static readonly FormatOptions Plain = Make(international: false);

    public static FormatOptions Of(MimeMessage message) =>
        message.From.Mailboxes.Concat(message.To.Mailboxes).All(mailbox => System.Text.Ascii.IsValid(mailbox.LocalPart)) ? Plain : Utf8;

    private static FormatOptions Make(bool international)
    {
        var format = FormatOptions.Default.Clone();
        (format.International, format.NewLineFormat) = (international, NewLineFormat.Dos);
        return format;
    }
}
