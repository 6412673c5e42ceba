using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Ami.Modules.Identity;
using Ami.Modules.PaperTrading;
using Ami.Modules.Workers;
using Ami.TestKit;

namespace Ami.Tests.Browser;

/// <summary>
/// Every text that somebody can leave with us for others or for later holds markup and script. Wherever it is shown it must be text: nothing runs, nothing
/// becomes an element, and the content security policy had nothing to stop.
/// </summary>
[TestClass]
[Needs<PaperTradingModule>]
[Needs<WorkersModule>]
public class StoredScriptTests
{
    private const string Script = "<img src=x onerror=window.ran=1>";

    [TestMethod]
    public async Task Texts_WithScript_AreOnlyEverText()
    {
        await using var victim = await Person.Arrive();
        await victim.SignUp("en");
        await using var admin = await Person.Arrive();
        await admin.SignUp("en", "admin");
        using var asVictim = await Client(victim.Email);
        using var asAdmin = await Client(admin.Email);

        // What a person can leave: their name, an account's name, what their browser calls itself.
        await Send(asVictim, HttpMethod.Patch, "/api/me", new { displayName = Script + "N" });
        await Send(
            asVictim,
            HttpMethod.Post,
            "/api/trading/paper/accounts",
            new
            {
                name = Script + "A",
                startingCash = 1000,
                leverage = 1,
            }
        );
        // What staff can leave: a key's name, reasons.
        await Send(
            asAdmin,
            HttpMethod.Post,
            "/api/admin/api-keys",
            new
            {
                name = Script + "K",
                scopes = new[] { "ping" },
                addresses = Array.Empty<string>(),
                expiresInDays = 1,
            }
        );
        var id = (await asVictim.Get<UserProfile>("/api/me")).Id;
        await Send(asAdmin, HttpMethod.Post, $"/api/admin/users/{id}/impersonation", new { reason = Script + "I" });

        var seen = new HashSet<string>();
        var wrong = new List<string>();
        foreach (
            var path in new[]
            {
                "/",
                "/trade",
                "/trade?tab=history",
                "/markets",
                $"/markets?q={Uri.EscapeDataString(Script)}",
                "/account",
                "/account/security",
                "/account/notifications",
            }
        )
        {
            await Look(victim, path, seen, wrong);
        }

        // Locked last: it ends the person's sessions.
        await Send(asAdmin, HttpMethod.Post, $"/api/admin/users/{id}/lock", new { reason = Script + "L" });
        var search = Uri.EscapeDataString(Script);
        foreach (
            var path in new[]
            {
                "/",
                "/admin/overview",
                "/admin/users",
                $"/admin/users?q={search}",
                $"/admin/users/{id}",
                "/admin/api-keys",
                $"/admin/api-keys?q={search}",
                "/admin/audit",
                $"/admin/audit?q={id}",
                "/admin/mails",
                "/admin/flags",
                "/admin/dead-letters",
                "/admin/health",
            }
        )
        {
            await Look(admin, path, seen, wrong);
        }

        wrong.ShouldBeEmpty();
        // Otherwise nothing was looked at.
        foreach (var mark in new[] { "N", "A", "K", "L" })
        {
            seen.ShouldContain(mark, $"the text marked {mark} was on no page");
        }
    }

    private static async Task Look(Person person, string path, HashSet<string> seen, List<string> wrong)
    {
        await person.Page.GotoAsync(path);
        await person.Page.Locator("h1").First.WaitForAsync();
        await person.Rest();
        if (await person.Page.EvaluateAsync<bool>("() => window.ran === 1 || [...document.images].some((image) => image.getAttribute('src') === 'x')"))
        {
            wrong.Add($"{path}: a text became markup");
        }

        wrong.AddRange(
            person
                .Complaints.Where(complaint => complaint.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase))
                .Select(complaint => $"{path}: {complaint}")
        );
        var shown = await person.Page.EvaluateAsync<string>(
            "() => document.body.innerText + [...document.querySelectorAll('input,option')].map((field) => field.value + field.textContent).join()"
        );
        foreach (var mark in new[] { "N", "A", "K", "I", "L" })
        {
            if (shown.Contains(Script + mark, StringComparison.Ordinal))
            {
                seen.Add(mark);
            }
        }
    }

    /// <summary>Signed in beside the browser, with a program's name that is markup too.</summary>
    private static async Task<HttpClient> Client(string email)
    {
        var client = new HttpClient { BaseAddress = new Uri((await WholeSystem.Get()).Run.Url) };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", Script + "U");
        using var login = await client.PostAsJsonAsync("/api/auth/login", new { email, password = Person.Password });
        login.IsSuccessStatusCode.ShouldBeTrue(await login.Content.ReadAsStringAsync());
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await login.Read<AccessGrant>()).AccessToken);
        return client;
    }

    private static async Task Send(HttpClient client, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture));
        using var response = await client.SendAsync(request);
        response.IsSuccessStatusCode.ShouldBeTrue($"{method} {path}: {await response.Content.ReadAsStringAsync()}");
    }
}
