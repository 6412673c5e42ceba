using System.Collections.Concurrent;
using Ami.TestKit;
using Microsoft.Playwright;

namespace Ami.Tests.Browser;

/// <summary>Somebody at a browser, with what the browser complained about.</summary>
internal sealed class Person : IAsyncDisposable
{
    internal const string Password = "a long enough passphrase";
    private static int _people;
    private readonly IBrowserContext _context;
    private readonly bool _shares;

    /// <summary>Whether another document was asked for: within one, the address changes without it.</summary>
    private bool _leaves;
    private readonly ConcurrentQueue<string> _complaints = [];
    private readonly ConcurrentDictionary<Microsoft.Playwright.IRequest, bool> _asked = [];

    private Person(IBrowserContext context, IPage page, bool shares)
    {
        (_context, Page, _shares) = (context, page, shares);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Enqueue($"{message.Type}: {message.Text}");
            }
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.FrameNavigated += (_, frame) =>
        {
            // What the page before it asked for is not always told to have ended.
            if (frame == page.MainFrame && _leaves)
            {
                _leaves = false;
                _asked.Clear();
            }
        };
        page.Request += (_, request) =>
        {
            _leaves |= request.IsNavigationRequest && request.Frame == page.MainFrame;
            _asked[request] = true;
        };
        page.RequestFinished += (_, request) => _asked[request] = false;
        page.RequestFailed += (_, request) => _asked[request] = false;
    }

    internal IPage Page { get; }

    internal string Email { get; } = $"person{Interlocked.Increment(ref _people)}@example.test";

    /// <summary>Errors and warnings of the console, and exceptions of the page.</summary>
    internal IReadOnlyCollection<string> Complaints => _complaints;

    /// <param name="locale">The browser's language.</param>
    /// <param name="colors">The browser's colour scheme.</param>
    /// <param name="width">Of the window, pixels.</param>
    /// <param name="url">Of another system than the shared one.</param>
    internal static async Task<Person> Arrive(string locale = "en-US", ColorScheme colors = ColorScheme.Light, int width = 1280, string? url = null)
    {
        var context = await Browsers.NewContext(url ?? (await WholeSystem.Get()).Run.Url, locale, colors, width);
        return new Person(context, await context.NewPageAsync(), url is null);
    }

    /// <summary>Registers through the API and signs in through the page.</summary>
    /// <param name="language">Of the profile.</param>
    /// <param name="role">A further role than student, as staff have.</param>
    /// <param name="plan">What they have subscribed to. The largest by default: tests open more pages in a minute than a person does.</param>
    internal async Task SignUp(string language, string? role = null, string plan = "Premium")
    {
        var response = await _context.APIRequest.PostAsync(
            "/api/auth/register",
            new()
            {
                DataObject = new
                {
                    email = Email,
                    password = Password,
                    displayName = "Ada",
                    language,
                    timeZone = "Europe/Madrid",
                },
            }
        );
        response.Status.ShouldBe(201, await response.TextAsync());
        if (role is not null)
        {
            (
                await WholeSystem.Scalar<string>(
                    """
                    insert into identity.user_roles (user_id, role_id) select u.id, r.id from identity.users u, identity.roles r where u.email = $1 and r.name = $2
                    returning $2
                    """,
                    Email,
                    role
                )
            ).ShouldBe(role);
        }

        if (_shares)
        {
            await Subscribe(plan);
        }

        await Page.GotoAsync("/sign-in");
        await Page.Locator("input[type=email]").FillAsync(Email);
        await Page.Locator("input[type=password]").FillAsync(Password);
        await Page.Keyboard.PressAsync("Enter");
        await Page.WaitForURLAsync("/");
    }

    /// <summary>Changes the plan; the next page that is opened has it.</summary>
    internal Task Subscribe(string plan) =>
        WholeSystem.Scalar<string>("update identity.users set plan = $2 where normalized_email = upper($1) returning plan", Email, plan);

    /// <summary>Opens a path and waits until the page has asked for what it shows.</summary>
    internal async Task GoTo(string path)
    {
        await Page.GotoAsync(path);
        await Page.Locator("h1").First.WaitForAsync();
        await Rest();
        new Uri(Page.Url).AbsolutePath.ShouldBe(path, "it was sent elsewhere");
    }

    /// <summary>Until every request is answered and none follows within a tenth of a second: of the browser's own "network idle" a fifth, several hundred times a run.</summary>
    internal async Task Rest()
    {
        var began = TimeProvider.System.GetTimestamp();
        int before;
        do
        {
            TimeProvider
                .System.GetElapsedTime(began)
                .ShouldBeLessThan(
                    TimeSpan.FromSeconds(30),
                    $"the page goes on asking for {string.Join(" ", _asked.Where(asked => asked.Value).Select(asked => asked.Key.Url))}"
                );
            before = _asked.Count;
            await Page.EvaluateAsync("() => new Promise(done => setTimeout(done, 100))");
        } while (_asked.Count != before || _asked.Values.Contains(true));
    }

    /// <summary>Opens a path again and again until it shows what other processes are about to bring.</summary>
    internal Task GoToSee(string path, ILocator shown) =>
        Eventually.BecomesTrueAsync(
            async () =>
            {
                await GoTo(path);
                return await shown.CountAsync() > 0;
            },
            CancellationToken.None
        );

    /// <summary>
    /// From the next page on, adds up how much moves by itself, without what follows a key, a click or another size of the window: a browser may open a page in one
    /// and give it its own a moment later.
    /// </summary>
    internal Task WatchLayout() =>
        Page.AddInitScriptAsync(
            """
            const shifts = { sum: 0, of: [] };
            const resized = [];
            addEventListener('resize', () => resized.push(performance.now()));
            const follows = entry => entry.hadRecentInput || resized.some(at => entry.startTime >= at && entry.startTime < at + 500);
            const add = entries => entries.filter(entry => !follows(entry)).forEach(entry => {
              shifts.sum += entry.value;
              shifts.of.push(...entry.sources.map(({ node, previousRect: from, currentRect: to }) =>
                `${node?.outerHTML?.slice(0, 120) ?? 'gone'} from ${from.x},${from.y} ${from.width}×${from.height} to ${to.x},${to.y} ${to.width}×${to.height}`));
            });
            const observer = new PerformanceObserver(list => add(list.getEntries()));
            observer.observe({ type: 'layout-shift', buffered: true });
            window.layoutShift = () => { add(observer.takeRecords()); return shifts; };
            """
        );

    /// <summary>What has moved by itself since the page was opened, in parts of the window times how far.</summary>
    internal Task<double> LayoutShift() => Page.EvaluateAsync<double>("() => window.layoutShift().sum");

    /// <summary>Changes the colour scheme and the width of the window, and waits until the page has drawn itself so.</summary>
    internal async Task Wear(ColorScheme colors, int width)
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = colors });
        await Page.SetViewportSizeAsync(width, 800);
        await Page.EvaluateAsync("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
    }

    /// <inheritdoc cref="LookedAt.Picture"/>
    internal Task Picture(string name) => Page.Picture(name, isWhole: false);

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
