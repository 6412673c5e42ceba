using Ami.Quant;
using Ami.Quant.Rules;

namespace Ami.Modules.Learning;

/// <summary>What the checks of a chart exercise may ask about besides bars. What there is none of is undefined, and no check over it is passed.</summary>
internal static class SceneFacts
{
    public const string Made = "plan.made";
    public const string Side = "plan.side";
    public const string Long = "plan.long";
    public const string Short = "plan.short";
    public const string Entry = "plan.entry";
    public const string Stop = "plan.stop";
    public const string Target = "plan.target";
    public const string RewardToRisk = "plan.reward_to_risk";
    public const string RiskPct = "plan.risk_pct";
    public const string Waited = "plan.waited";
    public const string Count = "trade.count";
    public const string Filled = "trade.filled";
    public const string R = "trade.r";
    public const string GrossR = "trade.gross_r";
    public const string CostR = "trade.cost_r";
    public const string WidenedStop = "trade.widened_stop";
    public const string Added = "trade.added";
    public const string Exit = "trade.exit";
    public const string Ended = "scene.ended";

    /// <summary>How a trade ended where there was none.</summary>
    public const string NoExit = "none";

    /// <summary>What is so of a scene.</summary>
    public static FactValues Of(SceneRun run)
    {
        var (trades, facts) = (run.Trades, Schema.NewValues());
        facts.Set(Made, run.Plan is not null);
        if (run.Plan is { } plan)
        {
            facts.Set(Side, plan.Side == PositionSide.Long ? "long" : "short");
            facts.Set(Long, plan.Side == PositionSide.Long).Set(Short, plan.Side == PositionSide.Short);
            facts.Set(Entry, (double)plan.Entry).Set(Stop, Number(plan.Stop)).Set(Target, Number(plan.Target));
            facts.Set(RewardToRisk, Number(plan.RewardToRisk)).Set(RiskPct, Number(plan.RiskPct)).Set(Waited, (double)(plan.Clock - run.Terms.Before));
        }

        facts.Set(Count, (double)trades.Closed.Count).Set(Filled, run.Fills.Count > 0);
        facts.Set(R, Number(trades.R)).Set(GrossR, Number(trades.GrossR)).Set(CostR, Number(trades.GrossR - trades.R));
        facts.Set(WidenedStop, run.WidenedStop).Set(Added, trades.HasAdded).Set(Ended, run.HasEnded);
        return facts.Set(
            Exit,
            trades.HasClosedByHand ? NameOf(SceneExit.Hand)
                : trades.Closed is [.., var last] ? NameOf(last.ExitBy)
                : NoExit
        );
    }

    /// <summary>How rules name what ended a trade.</summary>
    private static string NameOf(SceneExit exit) =>
        exit switch
        {
            SceneExit.Stop => "stop",
            SceneExit.Target => "target",
            SceneExit.Hand => "hand",
            SceneExit.Margin => "margin",
            _ => "end",
        };

    private static double Number(decimal? value) => value is { } known ? (double)known : double.NaN;

    /// <summary>The plan is the entry that was executed first, or the first that stands; the trades are what came of everything.</summary>
    public static FactSchema Schema { get; } =
        new([
            new(Made, RuleKind.Truth, "", new("Whether an entry was given", "Si se dio una entrada")),
            new(Side, RuleKind.Text, "", new("Its side", "Su lado")) { Texts = ["long", "short"] },
            new(Long, RuleKind.Truth, "", new("Whether it buys", "Si compra")),
            new(Short, RuleKind.Truth, "", new("Whether it sells", "Si vende")),
            new(Entry, RuleKind.Number, "", new("Its price; the last one then for a market order", "Su precio; el último de entonces en una orden a mercado")),
            new(Stop, RuleKind.Number, "", new("Its stop", "Su stop")),
            new(Target, RuleKind.Number, "", new("Its target", "Su objetivo")),
            new(RewardToRisk, RuleKind.Number, "", new("Distance of the target by that of the stop", "Distancia del objetivo entre la del stop")),
            new(
                RiskPct,
                RuleKind.Number,
                "%",
                new("What the stop costs of the equity, with all costs", "Lo que cuesta el stop del capital, con todos los costos")
            ),
            new(Waited, RuleKind.Number, "bars", new("Bars that were played before it", "Velas jugadas antes de ella")),
            new(Count, RuleKind.Number, "", new("Trades that are over", "Operaciones cerradas")),
            new(Filled, RuleKind.Truth, "", new("Whether anything was executed", "Si algo se ejecutó")),
            new(R, RuleKind.Number, "R", new("What came of all trades after fees", "Resultado de todas las operaciones tras comisiones")),
            new(GrossR, RuleKind.Number, "R", new("The same before fees", "Lo mismo antes de comisiones")),
            new(CostR, RuleKind.Number, "R", new("The fees", "Las comisiones")),
            new(WidenedStop, RuleKind.Truth, "", new("Whether a stop was moved away or withdrawn", "Si un stop se alejó o se quitó")),
            new(Added, RuleKind.Truth, "", new("Whether more was added to what was held", "Si se añadió a lo que se tenía")),
            new(Exit, RuleKind.Text, "", new("How the last trade ended; by hand if any did", "Cómo terminó la última operación; a mano si alguna terminó así"))
            {
                Texts = ["stop", "target", "hand", "end", "margin", NoExit],
            },
            new(Ended, RuleKind.Truth, "", new("Whether every bar was played", "Si se jugaron todas las velas")),
        ]);
}
