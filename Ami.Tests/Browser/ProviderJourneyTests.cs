using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Somebody without a password: comes in with Google, links GitHub, lets Google go, and once changes their mind.</summary>
[TestClass]
public class ProviderJourneyTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("en", ColorScheme.Dark, 1280)]
    [DataRow("es", ColorScheme.Light, 360)]
    public async Task Person_ComesInWithGoogle_LinksGitHubAndUnlinksGoogle(string language, ColorScheme colors, int width)
    {
        var words = language == "en" ? Words.English : Words.Spanish;
        var provider = await WholeSystem.Providers();
        await using var person = await Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);
        var page = person.Page;

        // They are taken to where they wanted to go, with an account that was made on the way.
        await provider.Next(
            new
            {
                person = new
                {
                    sub = "journey-" + language,
                    email = person.Email,
                    email_verified = true,
                    name = "Ada Lovelace",
                },
            }
        );
        await page.GotoAsync("/account/security");
        await page.WaitForURLAsync("**/sign-in?**");
        var google = page.GetByRole(AriaRole.Link, new() { Name = words.ContinueWithGoogle });
        await Expect(google).ToBeVisibleAsync();
        await Look(person, $"providers-sign-in-{language}");
        await google.ClickAsync();
        await page.WaitForURLAsync("**/account/security");
        var section = page.GetByRole(AriaRole.Region, new() { Name = words.Section });
        await Expect(section).ToContainTextAsync(person.Email);
        (await page.EvaluateAsync<string>("() => document.documentElement.lang")).ShouldBe(language);

        // It is the only way in, so it stays.
        await section.GetByRole(AriaRole.Button, new() { Name = words.UnlinkGoogle }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = words.UnlinkGoogle }).ClickAsync();
        await Expect(dialog).ToContainTextAsync(words.OnlyWay);
        await Look(person, $"providers-only-way-{language}");
        await dialog.GetByRole(AriaRole.Button, new() { Name = words.Cancel }).ClickAsync();

        // A second way.
        await provider.Next(
            new
            {
                person = new { id = 4711, login = "ada-" + language },
                emails = new object[]
                {
                    new
                    {
                        email = "ada@example.org",
                        primary = true,
                        verified = true,
                    },
                },
            }
        );
        await section.GetByRole(AriaRole.Button, new() { Name = words.LinkGitHub }).ClickAsync();
        await Expect(page.GetByText(words.GitHubLinked)).ToBeVisibleAsync();
        await Expect(section).ToContainTextAsync("ada@example.org");
        await Look(person, $"providers-linked-{language}");
        await section.GetByRole(AriaRole.Button, new() { Name = words.UnlinkGoogle }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = words.UnlinkGoogle }).ClickAsync();
        await Expect(page.GetByText(words.GoogleUnlinked)).ToBeVisibleAsync();

        // Elsewhere: cancelled at the provider, then through.
        await using var elsewhere = await Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);
        var other = elsewhere.Page;
        await provider.Next(new { error = "access_denied" });
        await other.GotoAsync("/sign-in");
        await other.GetByRole(AriaRole.Link, new() { Name = words.ContinueWithGitHub }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Alert)).ToHaveTextAsync(words.Cancelled);
        await Look(elsewhere, $"providers-cancelled-{language}");
        await provider.Next(new { person = new { id = 4711, login = "ada-" + language }, emails = Array.Empty<object>() });
        await other.GetByRole(AriaRole.Link, new() { Name = words.ContinueWithGitHub }).ClickAsync();
        await other.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/");
        await Expect(other.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Ada Lovelace");

        // One GitHub account for the other language's run.
        await WholeSystem.Scalar<string>("delete from identity.external_logins where key = '4711' returning provider");
    }

    private static async Task Look(Person person, string name)
    {
        (await person.Page.SeriousFindings()).ShouldBeEmpty(name);
        await person.Picture(name);
    }

    private sealed record Words(
        string ContinueWithGoogle,
        string ContinueWithGitHub,
        string Section,
        string UnlinkGoogle,
        string OnlyWay,
        string Cancel,
        string LinkGitHub,
        string GitHubLinked,
        string GoogleUnlinked,
        string Cancelled
    )
    {
        public static Words English { get; } =
            new(
                ContinueWithGoogle: "Continue with Google",
                ContinueWithGitHub: "Continue with GitHub",
                Section: "Other ways to sign in",
                UnlinkGoogle: "Unlink Google",
                OnlyWay: "This is your only way to sign in.",
                Cancel: "Cancel",
                LinkGitHub: "Link GitHub",
                GitHubLinked: "GitHub is linked.",
                GoogleUnlinked: "Google is unlinked.",
                Cancelled: "You cancelled it. Nothing has changed."
            );

        public static Words Spanish { get; } =
            new(
                ContinueWithGoogle: "Continuar con Google",
                ContinueWithGitHub: "Continuar con GitHub",
                Section: "Otras formas de entrar",
                UnlinkGoogle: "Desvincular Google",
                OnlyWay: "Es tu única forma de entrar.",
                Cancel: "Cancelar",
                LinkGitHub: "Vincular GitHub",
                GitHubLinked: "Vinculaste GitHub.",
                GoogleUnlinked: "Desvinculaste Google.",
                Cancelled: "Lo cancelaste. Nada ha cambiado."
            );
    }
}
