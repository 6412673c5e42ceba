using Ami.Modules;
using Ami.Modules.Notifications;
using Ami.Modules.Notifications.Contracts;
using Ami.Modules.Notifications.Domain;
using Ami.Modules.Notifications.Mailing;
using Ami.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Ami.Tests.Browser;

/// <summary>Every mail as a page, in both languages and themes, wide and narrow: nothing seriously inaccessible, nothing wider than the screen.</summary>
[TestClass]
[Needs<NotificationsModule>]
public class MailLookTests
{
    private const string Secret = "/reset-password#token=S6bM0Xn3Qq1hWc8YtKf2LrZv5JpDaE9uGiOoNw7Tx4s";
    private static readonly string Long = new('x', 90);

    [TestMethod]
    [DataRow(Language.En, ColorScheme.Light, 900)]
    [DataRow(Language.Es, ColorScheme.Dark, 900)]
    [DataRow(Language.En, ColorScheme.Dark, 360)]
    [DataRow(Language.Es, ColorScheme.Light, 360)]
    public async Task Mail_Opened_IsAccessibleAndFits(Language language, ColorScheme colors, int width)
    {
        await using var context = await Browsers.NewContext("https://localhost", "en-US", colors, width);
        var page = await context.NewPageAsync();
        var problems = new List<string>();
        var (composer, catalogue, key) = Composer();
        foreach (var kind in catalogue.All.OrderBy(kind => kind.Name))
        {
            var eml = await Send(composer, MailOf(kind, language, key));
            await page.SetContentAsync(eml.Html);
            problems.AddRange((await page.SeriousFindings()).Select(finding => $"{kind.Name}: {finding}"));
            if (!await page.FitsTheScreen())
            {
                problems.Add($"{kind.Name}: wider than the screen");
            }

            if (eml.Html.Length > 100_000)
            {
                problems.Add($"{kind.Name}: mail programs cut off mails of this size");
            }

            await page.Picture($"mail-{kind.Name}-{language}-{colors}-{width}");
        }

        problems.ShouldBeEmpty();
    }

    private static (MailComposer Composer, MessageCatalogue Catalogue, MasterKey Key) Composer()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?> { [MasterKey.Setting] = Convert.ToBase64String(new byte[32]), [PublicUrl.Setting] = "https://ami.example" }
            )
            .Build();
        var services = new ServiceCollection();
        foreach (var module in AllModules.All)
        {
            module.AddServices(services, configuration);
        }

        var catalogue = new MessageCatalogue(
            services.Where(s => s.ServiceType == typeof(MessageKind)).Select(s => s.ImplementationInstance).OfType<MessageKind>()
        );
        var (key, url) = (new MasterKey(configuration), new PublicUrl(configuration));
        return (new MailComposer(catalogue, new MailOptions(), url, new UnsubscribeLinks(key, url), key), catalogue, key);
    }

    private static Mail MailOf(MessageKind kind, Language language, MasterKey key)
    {
        var values = Wording.Names(kind.English).ToDictionary(name => name, name => name.Length % 2 == 0 ? Long : "Firefox · Linux");
        var userId = Guid.CreateVersion7(DateTimeOffset.UnixEpoch);
        return new Mail
        {
            Id = userId,
            UserId = userId,
            Kind = kind.Name,
            Address = "ada@example.com",
            Language = language,
            GreetedAs = "Ada",
            Fields = Wording.Write(values),
            SealedLink = key.Seal(Messages.Purpose, userId.ToString(), System.Text.Encoding.UTF8.GetBytes(Secret)),
            Subject = Wording.Of(kind, language, values).Subject,
            State = MailState.Queued,
            DueAt = DateTimeOffset.UnixEpoch,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
    }

    private static async Task<ReceivedMail> Send(MailComposer composer, Mail mail)
    {
        var folder = Directory.CreateTempSubdirectory("ami-mail-");
        try
        {
            var pickup = new PickupFolder(folder.FullName);
            using var message = composer.Compose(mail);
            await pickup.Send(mail.Id, message, CancellationToken.None);
            using var read = (await pickup.Read(mail.Id, CancellationToken.None)).ShouldNotBeNull();
            return ReceivedMail.Of(read);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
