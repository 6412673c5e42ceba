using System.Text;
using Ami.Modules.PaperTrading;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>What people do through the palette, by keyboard alone: a statement, a shared link and its end, a person found.</summary>
[TestClass]
public class PaletteJourneyTests
{
    [TestMethod]
    [Needs<PaperTradingModule>]
    [DynamicData(nameof(Languages))]
    public async Task Student_TakesAStatementAndSharesALink_EndedItShowsNothingMore(Words words)
    {
        await using var person = await Person.Arrive(words.Locale);
        var page = person.Page;
        await person.SignUp(words.Locale[..2]);
        await person.GoTo("/markets");

        // The statement.
        await Run(page, words.FindStatement);
        var statement = page.GetByRole(AriaRole.Dialog, new() { Name = words.Statement });
        await Expect(statement).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"palette-statement-{words.Locale}");
        var file = await page.RunAndWaitForDownloadAsync(() => statement.GetByRole(AriaRole.Button, new() { Name = words.Download }).PressAsync("Enter"));
        var start = new byte[5];
        await using (var content = await file.CreateReadStreamAsync())
        {
            await content.ReadExactlyAsync(start);
        }

        Encoding.ASCII.GetString(start).ShouldBe("%PDF-");
        await Expect(statement).ToBeHiddenAsync();
        page.Url.ShouldNotContain("dialog=");

        // The link.
        await Run(page, words.FindShare);
        var share = page.GetByRole(AriaRole.Dialog).Filter(new() { HasText = words.Make });
        await share.GetByLabel(words.Title).FillAsync("My spring");
        await page.Keyboard.PressAsync("Enter");
        var address = await share.GetByRole(AriaRole.Textbox, new() { Name = words.Link, Exact = true }).InputValueAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"palette-share-{words.Locale}");

        // A stranger opens it.
        await using var guest = await Person.Arrive(words.Locale, ColorScheme.Dark, 360);
        await guest.WatchLayout();
        await guest.GoTo(new Uri(address).AbsolutePath);
        await Expect(guest.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "My spring" })).ToBeVisibleAsync();
        (await guest.LayoutShift()).ShouldBeLessThan(PagesTests.MostShift);
        (await guest.Page.SeriousFindings()).ShouldBeEmpty();
        (await guest.Page.FitsTheScreen()).ShouldBeTrue("wider than the screen");
        await guest.Picture($"shared-{words.Locale}");

        // It ends, for everybody.
        await share.GetByRole(AriaRole.Button, new() { Name = "My spring" }).PressAsync("Enter");
        await share.GetByRole(AriaRole.Button, new() { Name = words.End, Exact = true }).PressAsync("Enter");
        await Expect(share.GetByText(words.NotShared)).ToBeVisibleAsync();
        await guest.Page.ReloadAsync();
        await Expect(guest.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = words.Gone })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(share).ToBeHiddenAsync();
    }

    [TestMethod]
    public async Task Admin_TypesSomebodysAddress_OpensTheirPage()
    {
        await using var student = await Person.Arrive();
        await student.SignUp("en");
        await using var admin = await Person.Arrive();
        var page = admin.Page;
        await admin.SignUp("en", "admin");
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Search and actions" }).FillAsync(student.Email);
        await Expect(page.GetByRole(AriaRole.Option).Filter(new() { HasText = student.Email })).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await admin.Picture("palette-people");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText(student.Email).First).ToBeVisibleAsync();
        new Uri(page.Url).AbsolutePath.ShouldStartWith("/admin/users/");
    }

    public static IEnumerable<object[]> Languages =>
        [
            [
                new Words(
                    Locale: "en-US",
                    FindStatement: "pdf",
                    Statement: "Account statement",
                    Download: "Download PDF",
                    FindShare: "share",
                    Title: "Title for everybody to read",
                    Make: "Make link",
                    Link: "Link",
                    End: "End link",
                    NotShared: "This account is not shared with anybody.",
                    Gone: "This link does not work"
                ),
            ],
            [
                new Words(
                    Locale: "es-ES",
                    FindStatement: "extracto",
                    Statement: "Extracto de la cuenta",
                    Download: "Descargar PDF",
                    FindShare: "compartir",
                    Title: "Título que todos leen",
                    Make: "Crear enlace",
                    Link: "Enlace",
                    End: "Terminar enlace",
                    NotShared: "Esta cuenta no se comparte con nadie.",
                    Gone: "Este enlace no funciona"
                ),
            ],
        ];

    private static async Task Run(IPage page, string typed)
    {
        await page.Keyboard.PressAsync("Control+k");
        await page.Locator("dialog[open] input").FillAsync(typed);
        await page.Keyboard.PressAsync("Enter");
    }

    public sealed record Words(
        string Locale,
        string FindStatement,
        string Statement,
        string Download,
        string FindShare,
        string Title,
        string Make,
        string Link,
        string End,
        string NotShared,
        string Gone
    );
}
