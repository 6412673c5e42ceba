using System.Globalization;
using Ami.Modules.Payments;
using Stripe;
using Plan = Ami.Modules.Identity.Contracts.Plan;

namespace Ami.Tests.Payments;

/// <summary>
/// A subscription as a table of states, written without a look at the product: what the provider says in each state, what it gives a day after the period began and forty
/// days after, and which state follows what happens.
/// </summary>
/// <param name="Name">The state.</param>
/// <param name="Plan">What its price is for.</param>
/// <param name="Before">The larger plan before a step down.</param>
internal sealed record SubscriptionModel(string Name, Plan Plan, Plan Before)
{
    public const int Soon = 1;
    public const int Late = 40;

    public static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What each state is called by the provider, and what it gives soon and late: nothing, its plan, or the plan before.</summary>
    private static readonly Dictionary<string, (string Status, Standing Soon, string Gives, Standing Late, string GivesLate)> States = new()
    {
        ["begun"] = ("incomplete", Standing.Incomplete, "nothing", Standing.Incomplete, "nothing"),
        ["never paid"] = ("incomplete_expired", Standing.Ended, "nothing", Standing.Ended, "nothing"),
        ["trying"] = ("trialing", Standing.Trial, "plan", Standing.Trial, "plan"),
        ["stopped"] = ("paused", Standing.Paused, "nothing", Standing.Paused, "nothing"),
        ["paid"] = ("active", Standing.Active, "plan", Standing.Active, "plan"),
        ["stepping"] = ("active", Standing.Active, "before", Standing.Active, "plan"),
        ["leaving"] = ("active", Standing.Active, "plan", Standing.Active, "plan"),
        ["resting"] = ("active", Standing.Paused, "plan", Standing.Paused, "nothing"),
        ["open"] = ("past_due", Standing.Grace, "plan", Standing.Unpaid, "nothing"),
        ["given up"] = ("unpaid", Standing.Unpaid, "nothing", Standing.Unpaid, "nothing"),
        ["over"] = ("canceled", Standing.Ended, "nothing", Standing.Ended, "nothing"),
    };

    private static readonly Dictionary<(string State, string Happens), string> Follows = new()
    {
        [("", "begin")] = "begun",
        [("", "try")] = "trying",
        [("begun", "retry")] = "begun",
        [("begun", "pay")] = "paid",
        [("begun", "expire")] = "never paid",
        [("trying", "remind")] = "trying",
        [("trying", "change")] = "trying",
        [("trying", "pay")] = "paid",
        [("trying", "stop")] = "stopped",
        [("trying", "end")] = "over",
        [("stopped", "pay")] = "paid",
        [("stopped", "end")] = "over",
        [("paid", "renew")] = "paid",
        [("paid", "change")] = "paid",
        [("paid", "step")] = "stepping",
        [("paid", "fail")] = "open",
        [("paid", "cancel")] = "leaving",
        [("paid", "pause")] = "resting",
        [("stepping", "renew")] = "paid",
        [("leaving", "undo")] = "paid",
        [("leaving", "end")] = "over",
        [("resting", "undo")] = "paid",
        [("resting", "end")] = "over",
        [("open", "retry")] = "open",
        [("open", "pay")] = "paid",
        [("open", "give up")] = "given up",
        [("open", "end")] = "over",
        [("given up", "pay")] = "paid",
        [("given up", "end")] = "over",
    };

    private static readonly Dictionary<string, List<string>> MayHappen = Follows
        .Keys.GroupBy(key => key.State, key => key.Happens)
        .ToDictionary(group => group.Key, group => group.ToList());

    public static SubscriptionModel None { get; } = new("", Plan.Free, Plan.Free);

    /// <summary>What may happen next.</summary>
    public IReadOnlyList<string> Next => MayHappen[Name];

    /// <param name="happens">What happens, with the plan where there is another one.</param>
    public SubscriptionModel After(string happens)
    {
        var words = happens.Split(' ');
        var plan = Enum.TryParse<Plan>(words[^1], ignoreCase: true, out var named) ? named : Plan;
        var what = named == Plan.Free ? happens : string.Join(' ', words[..^1]);
        return new(Follows[(Name, what)], plan, what == "step" ? Plan : Before);
    }

    /// <summary>What it comes to.</summary>
    public (Standing, Plan) At(int day)
    {
        var (_, soon, gives, late, givesLate) = States[Name];
        return (
            day == Soon ? soon : late,
            (day == Soon ? gives : givesLate) switch
            {
                "plan" => Plan,
                "before" => Before,
                _ => Plan.Free,
            }
        );
    }

    /// <summary>What the provider answers who asks for it.</summary>
    public Subscription Read()
    {
        var json = PaymentsHost.Subscription("sub_model", "cus_model", States[Name].Status, Plan.ToString().ToLowerInvariant(), Start);
        var end = Start.AddDays(30).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        json["cancel_at_period_end"] = Name == "leaving";
        if (Name == "resting")
        {
            json["pause_collection"] = new System.Text.Json.Nodes.JsonObject { ["behavior"] = "void" };
            json["metadata"]!["paid_until"] = end;
        }

        // The notes of a step stay after the period that they were for.
        if (Before != Plan.Free)
        {
            json["metadata"]!["kept_plan"] = Before.ToString().ToLowerInvariant();
            json["metadata"]!["kept_until"] = Name == "stepping" ? end : Start.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        }

        return StripeEntity.FromJson<Subscription>(json.ToJsonString());
    }
}
