using System.Net;
using System.Text.RegularExpressions;
using Ami.Modules.Workers;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>An administrator makes a key for a worker, replaces it and ends it; the worker notices each time.</summary>
[TestClass]
[Needs<WorkersModule>]
public class ApiKeyJourneyTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("en", ColorScheme.Light, 1280)]
    [DataRow("es", ColorScheme.Dark, 360)]
    public async Task Admin_MakesRotatesAndRevokesAKey_TheWorkerFollows(string language, ColorScheme colors, int width)
    {
        var words = language == "en" ? Words.English : Words.Spanish;
        await using var person = await Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);
        var page = person.Page;
        await person.SignUp(language, "admin");
        await person.GoTo("/admin/api-keys");
        var name = $"importer {language}";

        await page.GetByRole(AriaRole.Button, new() { Name = words.Create }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel(words.Name).FillAsync(name);
        await dialog.GetByLabel(words.Addresses).FillAsync("10.0.0.1/8");
        await dialog.GetByRole(AriaRole.Button, new() { Name = words.Create }).ClickAsync();
        await Expect(dialog).ToContainTextAsync(words.BadAddress);
        await Look(person, $"api-key-form-{language}");
        await dialog.GetByLabel(words.Addresses).FillAsync("127.0.0.0/8\n::1");
        await dialog.GetByRole(AriaRole.Button, new() { Name = words.Create }).ClickAsync();
        var key = await Shown(person, dialog, words, $"api-key-shown-{language}");

        // From outside there is no internal API; beside it the key works.
        var run = (await WholeSystem.Get()).Run;
        var api = run.Processes.First(process => process.Resource == "api").Urls[0];
        (await Ping(run.Url, key)).ShouldBe(HttpStatusCode.NotFound);
        (await Ping(api, key)).ShouldBe(HttpStatusCode.OK);
        await page.ReloadAsync();
        await page.GetByLabel(words.Search).FillAsync(language);
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = name }).First;
        await Expect(row).ToContainTextAsync(words.Active);
        await Look(person, $"api-keys-{language}");

        await row.GetByText(name).ClickAsync();
        await Expect(dialog).ToContainTextAsync("127.0.0.0/8, ::1/128");
        await Look(person, $"api-key-detail-{language}");
        await dialog.GetByRole(AriaRole.Button, new() { Name = words.Rotate }).ClickAsync();
        await dialog.GetByRole(AriaRole.Combobox).SelectOptionAsync("none");
        await dialog.GetByRole(AriaRole.Button, new() { Name = words.Rotate }).ClickAsync();
        var next = await Shown(person, dialog, words, $"api-key-rotated-{language}");
        (await Ping(api, key)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Ping(api, next)).ShouldBe(HttpStatusCode.OK);

        await row.GetByText(name).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = words.Revoke }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = words.Revoke }).ClickAsync();
        await Expect(row).ToContainTextAsync(words.Revoked);
        (await Ping(api, next)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<string> Shown(Person person, ILocator dialog, Words words, string picture)
    {
        var field = dialog.GetByLabel(words.Key);
        await Expect(field).ToHaveValueAsync(new Regex("^ami_[0-9a-f]{16}_[A-Za-z0-9_-]{43}$"));
        var key = await field.InputValueAsync();
        await Look(person, picture);
        await dialog.GetByRole(AriaRole.Button, new() { Name = words.Stored }).ClickAsync();
        await Expect(dialog).Not.ToBeVisibleAsync();
        return key;
    }

    private static async Task<HttpStatusCode> Ping(string address, string key)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(address), "/api/internal/ping")) { Headers = { { "X-Api-Key", key } } };
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private static async Task Look(Person person, string name)
    {
        (await person.Page.SeriousFindings()).ShouldBeEmpty(name);
        await person.Picture(name);
    }

    private sealed record Words(
        string Create,
        string Name,
        string Addresses,
        string BadAddress,
        string Key,
        string Stored,
        string Search,
        string Active,
        string Rotate,
        string Revoke,
        string Revoked
    )
    {
        public static Words English { get; } =
            new(
                Create: "Create key",
                Name: "Name",
                Addresses: "Allowed addresses",
                BadAddress: "no address or range",
                Key: "Key",
                Stored: "I have stored it",
                Search: "Name",
                Active: "Active",
                Rotate: "Rotate",
                Revoke: "Revoke",
                Revoked: "Revoked"
            );

        public static Words Spanish { get; } =
            new(
                Create: "Crear clave",
                Name: "Nombre",
                Addresses: "Direcciones permitidas",
                BadAddress: "no es una dirección",
                Key: "Clave",
                Stored: "Ya la guardé",
                Search: "Nombre",
                Active: "Activa",
                Rotate: "Renovar",
                Revoke: "Revocar",
                Revoked: "Revocada"
            );
    }
}
