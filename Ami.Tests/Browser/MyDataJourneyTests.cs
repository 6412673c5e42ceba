using System.IO.Compression;
using System.Text.Json;
using Ami.TestKit;
using Ami.Tests.Core.Images;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Somebody shows a picture of themselves, takes their data along, leaves, and comes back before it is too late.</summary>
[TestClass]
public class MyDataJourneyTests
{
    [TestMethod]
    [DataRow("en", ColorScheme.Light, 1280)]
    [DataRow("es", ColorScheme.Dark, 360)]
    public async Task Person_ShowsPictureTakesDataLeavesAndReturns_EverythingHolds(string language, ColorScheme colors, int width)
    {
        var words = language == "en" ? Words.English : Words.Spanish;
        await using var person = await Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);
        var page = person.Page;
        await person.SignUp(language);

        // A picture, looked at before it is saved.
        await person.GoTo("/account");
        await page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "not-a-picture.png",
                    MimeType = "image/png",
                    Buffer = "<svg/>"u8.ToArray(),
                }
            );
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "me.png",
                    MimeType = "image/png",
                    Buffer = PngBuilder.Picture(600, 400),
                }
            );
        await Expect(page.GetByAltText(words.Preview)).ToBeVisibleAsync();
        await Look(page, language, "avatar-preview");
        await page.GetByRole(AriaRole.Button, new() { Name = words.Use }).ClickAsync();
        await Expect(page.GetByAltText(words.Yours)).ToBeVisibleAsync();
        var inMenu = page.GetByRole(AriaRole.Button, new() { Name = words.Menu }).Locator("img");
        await Expect(inMenu).ToBeVisibleAsync();
        (await inMenu.EvaluateAsync<int>("async image => { await image.decode(); return image.naturalWidth; }")).ShouldBe(512);

        // All data as one file.
        await person.GoTo("/account/data");
        await Look(page, language, "data");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = words.Download }).ClickAsync());
        await using (var zip = await ZipFile.OpenReadAsync(await download.PathAsync()))
        {
            await using var profile = await (zip.GetEntry("account/profile.json") ?? throw new AssertFailedException("There is no profile.")).OpenAsync();
            (await JsonDocument.ParseAsync(profile)).RootElement[0].GetProperty("email").GetString().ShouldBe(person.Email);
            zip.GetEntry("account/avatar.png").ShouldNotBeNull();
        }

        // Leaving, and coming back.
        await page.GetByRole(AriaRole.Button, new() { Name = words.Open }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = words.Delete, Exact = true })).ToBeDisabledAsync();
        await page.GetByLabel(words.Confirm).FillAsync(person.Email);
        await Look(page, language, "delete");
        await page.GetByRole(AriaRole.Button, new() { Name = words.Delete, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = words.Goodbye })).ToBeVisibleAsync();
        await Look(page, language, "goodbye");
        var mail = await Mailbox.Of(await WholeSystem.Get()).Arrived(person.Email, words.Mail);
        mail.LinkPath.ShouldBe("/sign-in");

        await page.GetByRole(AriaRole.Link, new() { Name = words.Keep }).ClickAsync();
        await page.Locator("input[type=email]").FillAsync(person.Email);
        await page.Locator("input[type=password]").FillAsync(Person.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("/");
        await Mailbox.Of(await WholeSystem.Get()).Arrived(person.Email, words.Stays);
        await person.GoTo("/account");
        await page.GetByRole(AriaRole.Button, new() { Name = words.Remove }).ClickAsync();
        await Expect(page.GetByAltText(words.Yours)).ToBeHiddenAsync();
        await Expect(inMenu).ToBeHiddenAsync();
    }

    private static async Task Look(IPage page, string language, string name)
    {
        (await page.SeriousFindings()).ShouldBeEmpty(name);
        (await page.FitsTheScreen()).ShouldBeTrue($"{name} is wider than the screen");
        await page.Picture($"my-data-{name}-{language}");
    }

    private sealed record Words(
        string Menu,
        string Preview,
        string Yours,
        string Use,
        string Remove,
        string Download,
        string Open,
        string Confirm,
        string Delete,
        string Goodbye,
        string Keep,
        string Mail,
        string Stays
    )
    {
        public static Words English { get; } =
            new(
                Menu: "Account menu",
                Preview: "Preview of your picture",
                Yours: "Your picture",
                Use: "Use this picture",
                Remove: "Remove",
                Download: "Download my data",
                Open: "Delete my account…",
                Confirm: "Your email address",
                Delete: "Delete my account",
                Goodbye: "Your account will be deleted",
                Keep: "Sign in and keep my account",
                Mail: "will be deleted",
                Stays: "stays"
            );

        public static Words Spanish { get; } =
            new(
                Menu: "Menú de la cuenta",
                Preview: "Vista previa de tu foto",
                Yours: "Tu foto",
                Use: "Usar esta foto",
                Remove: "Quitar",
                Download: "Descargar mis datos",
                Open: "Eliminar mi cuenta…",
                Confirm: "Tu correo electrónico",
                Delete: "Eliminar mi cuenta",
                Goodbye: "Tu cuenta se eliminará",
                Keep: "Entrar y conservar mi cuenta",
                Mail: "se eliminará",
                Stays: "se queda"
            );
    }
}
