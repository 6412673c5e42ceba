using Ami.Modules.Growth;
using Ami.Modules.Learning;
using Ami.Modules.Market;
using Ami.Modules.Notifications;
using Ami.Modules.Payments;
using Ami.Modules.Workers;
using Ami.TestKit;
using Microsoft.Playwright;

namespace Ami.Tests.Browser;

/// <summary>
/// Every page, in both languages and themes, wide and narrow: nothing seriously inaccessible, nothing wider than the screen, nothing that moves
/// by itself while it loads, nothing in the console.
/// </summary>
[TestClass]
public class PagesTests
{
    /// <summary>Of the window times how far it moves: what a person does not notice.</summary>
    internal const double MostShift = 0.02;

    private static readonly CourseSource Course = CourseFiles.All.First(course => course.File.Access == CourseOffering.Sold);

    private static readonly string[] Public =
    [
        "/",
        "/sign-in",
        "/sign-up",
        "/plans",
        "/forgot-password",
        "/reset-password",
        "/verify-email",
        "/finish-sign-up",
        "/unsubscribe",
        "/changelog",
        "/privacy",
        "/waitlist",
        "/courses",
        $"/courses/{Course.Slug}",
        $"/courses/{Course.Slug}/{Course.File.Lessons[0].Key}",
        "/experience",
        "/no-such-page",
    ];
    private static readonly string[] Private =
    [
        "/",
        "/markets",
        "/markets/BTC-SIM",
        "/trade",
        "/courses",
        "/practice",
        "/progress",
        "/leaderboard",
        "/notes",
        $"/courses/{Course.Slug}",
        $"/courses/{Course.Slug}/{Course.File.Lessons[0].Key}",
        $"/courses/{Course.Slug}/{Course.File.Lessons[^1].Key}",
        "/plans",
        "/wallet",
        "/feedback",
        "/news",
        "/account",
        "/account/security",
        "/account/plan",
        "/account/invoices",
        "/account/purchases",
        "/account/data",
        "/account/notifications",
        "/account/invitations",
        "/account/affiliate",
        "/account/jobs",
        "/admin/overview",
        "/admin/users",
        "/admin/roles",
        "/admin/payments/subscriptions",
        "/admin/payments/withdrawals",
        "/admin/payments/deposits",
        "/admin/payments/invoices",
        "/admin/payments/purchases",
        "/admin/payments/disputes",
        "/admin/payments/reconciliation",
        "/admin/payments/revenue",
        "/admin/payments/events",
        "/admin/mails",
        "/admin/waitlist",
        "/admin/invitations",
        "/admin/affiliates",
        "/admin/commissions",
        "/admin/affiliate-signals",
        "/admin/announcements",
        "/admin/feedback",
        "/admin/certificates",
        "/admin/discussion",
        "/admin/ratings",
        "/admin/audit",
        "/admin/flags",
        "/admin/dead-letters",
        "/admin/health",
        "/admin/api-keys",
        "/admin/jobs",
        "/admin/jobs/core.fire-reminders",
        "/admin/long-jobs",
        "/admin/market/import",
        "/admin/market/symbols",
        "/admin/market/symbols/BTC-SIM",
        "/admin/market/calendars",
    ];

    /// <summary>
    /// Each page is opened once in a language and then seen in the other theme and width too; one language opens wide pages in the light, the other narrow ones in the
    /// dark. What axe finds is asked for as the page opens, which takes longest; whether it fits, both times.
    /// </summary>
    [TestMethod]
    [DataRow("en", ColorScheme.Light, 1280, ColorScheme.Dark, 360)]
    [DataRow("es", ColorScheme.Dark, 360, ColorScheme.Light, 1280)]
    public async Task Page_Opened_IsAccessibleAndFits(string language, ColorScheme colors, int width, ColorScheme otherColors, int otherWidth)
    {
        await using var person = await Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);
        await person.WatchLayout();
        var problems = new List<string>();
        await LookAtAll(Public, "public-");
        await person.SignUp(language, "admin");
        await LookAtAll(Private, "");
        problems.ShouldBeEmpty();

        async Task LookAtAll(string[] paths, string who)
        {
            foreach (var path in paths.Where(IsThere))
            {
                await person.Wear(colors, width);
                await person.GoTo(path);
                if (await person.LayoutShift() is var shift and >= MostShift)
                {
                    var moved = await person.Page.EvaluateAsync<string[]>("() => window.layoutShift().of");
                    problems.Add($"{who}{language}-{width} {path}: moved by {shift:0.000}: {string.Join(" | ", moved)}");
                }

                problems.AddRange((await person.Page.SeriousFindings()).Select(f => $"{who}{language}-{colors}-{width} {path}: {f}"));
                await Look(person, path, $"{who}{language}-{colors}-{width}", problems);
                await person.Wear(otherColors, otherWidth);
                await Look(person, path, $"{who}{language}-{otherColors}-{otherWidth}", problems);
            }
        }
    }

    /// <summary>Where a module is left out its pages say so. These alone answer to what the module would.</summary>
    private static bool IsThere(string path) =>
        path switch
        {
            _ when path.StartsWith("/admin/market/", StringComparison.Ordinal) => Needs.Has<MarketModule>(),
            _ when IsOfPayments(path) => Needs.Has<PaymentsModule>(),
            "/admin/mails" or "/unsubscribe" => Needs.Has<NotificationsModule>(),
            "/changelog"
            or "/waitlist"
            or "/admin/announcements"
            or "/admin/feedback"
            or "/admin/waitlist"
            or "/admin/invitations"
            or "/admin/affiliates"
            or "/admin/commissions"
            or "/admin/affiliate-signals" => Needs.Has<GrowthModule>(),
            "/admin/certificates" => Needs.Has<LearningModule>(),
            "/admin/api-keys" => Needs.Has<WorkersModule>(),
            _ => true,
        };

    private static bool IsOfPayments(string path) =>
        path is "/plans" or "/wallet" or "/account/plan" or "/account/invoices" or "/account/purchases"
        || path.StartsWith("/admin/payments/", StringComparison.Ordinal);

    private static async Task Look(Person person, string path, string label, List<string> problems)
    {
        var where = $"{label} {path}";
        if (!await person.Page.FitsTheScreen())
        {
            problems.Add($"{where}: wider than the screen");
        }

        (await person.Page.EvaluateAsync<string>("() => document.documentElement.lang")).ShouldBe(
            label.Contains("es-", StringComparison.Ordinal) ? "es" : "en"
        );
        await person.Page.Picture(where.Replace('/', '_').Replace(' ', '_'));

        // A browser reports every failed request; signed out, the silent refresh is answered 401 by design.
        problems.AddRange(
            person.Complaints.Except(["error: Failed to load resource: the server responded with a status of 401 (Unauthorized)"]).Select(c => $"{where}: {c}")
        );
    }
}
