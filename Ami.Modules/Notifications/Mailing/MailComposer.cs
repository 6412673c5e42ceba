using System.Text;
using Ami.Modules.Notifications.Contracts;
using Ami.Modules.Notifications.Domain;
using MimeKit;

namespace Ami.Modules.Notifications.Mailing;

/// <summary>Makes the mail that is sent: the words in the person's language, as text and as a page, and the headers that mail programs look for.</summary>
internal sealed class MailComposer(MessageCatalogue catalogue, MailOptions options, PublicUrl publicUrl, UnsubscribeLinks unsubscribeLinks, MasterKey master)
{
    /// <exception cref="InvalidOperationException">Its kind is not registered (any more), or the link does not open under this master key.</exception>
    public MimeMessage Compose(Mail mail)
    {
        var kind = catalogue.Get(mail.Kind);
        var wording = Wording.Of(kind, mail.Language, Wording.Read(mail.Fields));
        var unsubscribe = kind.IsMandatory ? null : unsubscribeLinks.Of(mail.UserId, kind.Name);
        var page = new MailPage(mail.Language, mail.GreetedAs, wording, Link(mail), unsubscribe?.Page, publicUrl.Link("/account/notifications"));

        var sender = MailboxAddress.Parse(options.From);
        var message = new MimeMessage
        {
            From = { sender },
            To = { MailboxAddress.Parse(mail.Address) },
            Subject = mail.Subject,
            Date = mail.CreatedAt,
            MessageId = $"{mail.Id}@{sender.Domain}",
            Body = new MultipartAlternative { Part("plain", page.Text()), Part("html", page.Html()) },
        };
        // Nobody's holiday notice should answer a program (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (unsubscribe is not null)
        {
            // RFC 8058: the mail program's own "unsubscribe" is one POST, without a page.
            message.Headers.Add("List-Unsubscribe", $"<{unsubscribe.OneClick}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        return message;
    }

    private static TextPart Part(string kind, string text) => new(kind) { Text = text, ContentTransferEncoding = ContentEncoding.QuotedPrintable };

    private string? Link(Mail mail)
    {
        if (mail.SealedLink is null)
        {
            return null;
        }

        var path =
            master.Open(Messages.Purpose, mail.UserId.ToString(), mail.SealedLink)
            ?? throw new InvalidOperationException($"The link of mail {mail.Id} does not open: {MasterKey.Setting} is another than when it was made.");
        return publicUrl.Link(Encoding.UTF8.GetString(path));
    }
}
