using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Ami.AppHost.Running;
using Ami.Quant.Indicators;
using Ami.TestKit;
using Microsoft.Playwright;

namespace Ami.Benchmarks;

/// <summary>
/// What a chart costs the browser while it is dragged to and fro: script on the page's main thread per frame, as the browser's own trace tells it. With eight
/// indicators and 200 drawings in sight, against the bare chart of the same bars on the same page. Frames are as many as the machine draws: beside the whole system it
/// is slower than a person's.
/// </summary>
internal static class ChartPanning
{
    private const string Symbol = "BTC-SIM";
    private const int Drawings = 200;
    private const int Strokes = 12;
    private const int Steps = 40;
    private static readonly string[] Indicators = ["sma", "ema", "bb", "rsi", "macd", "stoch", "atr", "adx"];
    private static readonly string[] Kinds = ["trendLine", "ray", "rectangle", "fibRetracement", "horizontalLine", "measure"];
    private static readonly decimal[] FibLevels = [0, 0.382m, 0.618m, 1];

    public static async Task Run()
    {
        await using var system = await AppHostProcess.StartAsync(
            ["--no-build", "--ephemeral"],
            TimeSpan.FromMinutes(3),
            new Dictionary<string, string?> { ["Quotas__trading__free"] = "unlimited" }
        );
        await using var context = await Browsers.NewContext(system.Run.Url, "en-US", ColorScheme.Light, 1280);
        try
        {
            var page = await context.NewPageAsync();
            using var api = new HttpClient { BaseAddress = new Uri(system.Run.Url) };
            await SignUp(api, page);
            var bare = await Pan(context, page);
            foreach (var id in Indicators)
            {
                await Add(page, IndicatorCatalog.All.Single(spec => spec.Id == id).Name.English);
            }

            await Draw(api);
            var full = await Pan(context, page);
            Console.WriteLine("Script per frame while a chart is dragged, milliseconds:");
            Console.WriteLine($"  bare {bare}");
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {Indicators.Length} indicators, {Drawings} drawings {full} (under 8 is wanted)   ratio {full.Mean / bare.Mean:0.0}"
                )
            );
        }
        finally
        {
            await Browsers.Stop();
        }
    }

    private static async Task SignUp(HttpClient api, IPage page)
    {
        const string email = "panning@example.test";
        const string password = "a long enough passphrase";
        using var response = await api.PostAsJsonAsync(
            "/api/auth/register",
            new
            {
                email,
                password,
                displayName = "Ada",
                language = "en",
                timeZone = "UTC",
            }
        );
        var token = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        api.DefaultRequestHeaders.Authorization = new("Bearer", token);
        await page.GotoAsync("/sign-in");
        await page.Locator("input[type=email]").FillAsync(email);
        await page.Locator("input[type=password]").FillAsync(password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("/");
    }

    private static async Task Add(IPage page, string name)
    {
        await Open(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Indicators", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = $"Add {name}", Exact = true }).ClickAsync();
        await page.GetByText($"{name} is on the chart", new() { Exact = true }).WaitForAsync();
    }

    /// <summary>Drawings of several kinds over the newest bars; locked ones, so that a stroke that begins on one drags the chart.</summary>
    private static async Task Draw(HttpClient api)
    {
        var bars = await api.GetFromJsonAsync<JsonElement>($"/api/trading/chart/{Symbol}?interval=1m&limit=120");
        for (var number = 0; number < Drawings; number++)
        {
            var kind = Kinds[number % Kinds.Length];
            var style = new
            {
                color = "blue",
                width = 1,
                dash = "solid",
                levels = kind == "fibRetracement" ? FibLevels : null,
            };
            var (from, to) = (Point(bars, number % 100, "l"), Point(bars, (number % 100) + 15, "h"));
            using var kept = await api.PutAsJsonAsync(
                $"/api/trading/drawings/{Symbol}/{Guid.CreateVersion7()}",
                new
                {
                    version = 0,
                    kind,
                    points = kind == "horizontalLine" ? new[] { from } : [from, to],
                    style,
                    isLocked = true,
                }
            );
            if (!kept.IsSuccessStatusCode)
            {
                throw new InvalidOperationException(await kept.Content.ReadAsStringAsync());
            }
        }
    }

    private static object Point(JsonElement bars, int at, string price) =>
        new { t = bars.GetProperty("t")[at].GetInt64() * 1000, price = bars.GetProperty(price)[at].GetDecimal() };

    private static async Task<ILocator> Open(IPage page)
    {
        var chart = page.GetByRole(AriaRole.Application);
        if (!page.Url.Contains(Symbol, StringComparison.Ordinal))
        {
            await page.GotoAsync($"/markets/{Symbol}?interval=1m");
        }

        await page.Keyboard.PressAsync("Escape");
        await chart.WaitForAsync();
        return chart;
    }

    private static async Task<Frames> Pan(IBrowserContext context, IPage page)
    {
        await Open(page);
        await page.ReloadAsync();
        var chart = await Open(page);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        foreach (var id in await page.Locator("[data-indicator]").AllAsync())
        {
            await id.And(page.Locator("[data-ready=true]")).WaitForAsync();
        }

        var box = await chart.BoundingBoxAsync() ?? throw new InvalidOperationException("There is no chart.");
        var (left, right, y) = (box.X + 250, box.X + 450, box.Y + 120);
        var trace = await BrowserTrace.Start(context, page);
        for (var stroke = 0; stroke < Strokes; stroke++)
        {
            var (from, to) = stroke % 2 == 0 ? (left, right) : (right, left);
            await page.Mouse.MoveAsync(from, y);
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(to, y, new() { Steps = Steps });
            await page.Mouse.UpAsync();
        }

        return Frames.Of(await trace.Stop());
    }
}
