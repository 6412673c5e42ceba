using System.Text.RegularExpressions;
using Ami.Modules.Notifications;
using MimeKit;

namespace Ami.TestKit;

/// <summary>
/// The mails that a system put into its pickup folder. With <see cref="ApiHost"/>: <c>await host.DispatchEvents()</c>, then
/// <c>host.Mailbox.Newest(address)</c>. With <see cref="WholeSystem"/>, whose silos send by themselves: <c>await Mailbox.Of(await
/// WholeSystem.Get()).Arrived(address)</c>.
/// </summary>
public sealed class Mailbox(string folder)
{
    /// <summary>The mails of a whole system.</summary>
    public static Mailbox Of(StartedSystem system)
    {
        Needs.Demand<NotificationsModule>();
        return new(Path.Combine(system.StateFolder, "mail"));
    }

    /// <summary>All mails to an address, oldest first.</summary>
    /// <param name="address">In any case.</param>
    /// <param name="about">Only those with this in the subject.</param>
    public IReadOnlyList<ReceivedMail> To(string address, string about = "") =>
        [
            .. new DirectoryInfo(folder)
                .EnumerateFiles("*.eml")
                .OrderBy(file => file.Name)
                .Select(file => ReceivedMail.Of(MimeMessage.Load(file.FullName)))
                .Where(mail => mail.To.Equals(address, StringComparison.OrdinalIgnoreCase) && mail.Subject.Contains(about, StringComparison.OrdinalIgnoreCase)),
        ];

    /// <summary>The newest mail to an address; fails when there is none.</summary>
    public ReceivedMail Newest(string address, string about = "") =>
        To(address, about) is [.., var newest]
            ? newest
            : throw new AssertFailedException(
                $"No mail to {address} with '{about}' in its subject. There are: {string.Join(", ", To(address).Select(mail => mail.Subject))}"
            );

    /// <summary>Waits for a mail that another process sends, and returns the newest one.</summary>
    public async Task<ReceivedMail> Arrived(string address, string about = "", CancellationToken cancel = default)
    {
        await Eventually.BecomesTrueAsync(() => To(address, about).Count > 0, cancel);
        return Newest(address, about);
    }
}

/// <summary>A mail as its reader gets it.</summary>
/// <param name="To">The address it went to.</param>
/// <param name="Subject">Decoded.</param>
/// <param name="Text">The plain text.</param>
/// <param name="Html">The page.</param>
/// <param name="Headers">By name, in any case.</param>
public sealed partial record ReceivedMail(string To, string Subject, string Text, string Html, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Where its button leads; fails when it has none.</summary>
    public Uri Link =>
        Address().Match(Text) is { Success: true, Value: var url } ? new Uri(url) : throw new AssertFailedException($"There is no link in: {Text}");

    /// <summary>Path and fragment of <see cref="Link"/>, for a browser that is at the system already.</summary>
    public string LinkPath => Link.PathAndQuery + Link.Fragment;

    /// <summary>The secret behind the # of <see cref="Link"/>: the value of <c>token</c>.</summary>
    public string Token =>
        Link.Fragment.Split("token=") is [_, var rest] ? rest.Split('&')[0] : throw new AssertFailedException($"There is no token in {Link}");

    public static ReceivedMail Of(MimeMessage mail) =>
        new(
            mail.To.Mailboxes.Single().Address,
            mail.Subject ?? "",
            Lines(mail.TextBody),
            Lines(mail.HtmlBody),
            mail.Headers.ToDictionary(header => header.Field, header => header.Value, StringComparer.OrdinalIgnoreCase)
        );

    private static string Lines(string? body) => body?.ReplaceLineEndings("\n") ?? "";

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Address();
}
