using System.Collections.Immutable;
using Ami.Modules.PaperTrading.Domain.Rules;
using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>Every expected error of paper trading; the codes are part of the HTTP contract.</summary>
public static class PaperErrors
{
    public static readonly Error AccountNotFound = Error.NotFound("paper.account_not_found", "There is no such paper account.");

    public static readonly Error LifeNotFound = Error.NotFound("paper.life_not_found", "The account had no such life.");

    public static readonly Error GateClosed = Error.Conflict("paper.gate_closed", "A requirement for the larger account is still missing.");

    public static readonly Error GateTaken = Error.Conflict("paper.gate_taken", "The larger account was granted already.");

    public static readonly Error OrderNotFound = Error.NotFound("paper.order_not_found", "There is no such order.");

    public static readonly Error AlreadyFilled = Error.Conflict("paper.already_filled", "So much of the order is executed already.");

    public static readonly Error OrderFinal = Error.Conflict("paper.order_final", "The order is already filled, cancelled or rejected.");

    public static readonly Error LiquidationOrder = Error.Conflict(
        "paper.liquidation_order",
        "The account is being liquidated; this order cannot be cancelled."
    );

    public static readonly Error NoPosition = Error.Conflict("paper.no_position", "There is no open position in this symbol.");

    public static readonly Error NothingToClose = Error.Conflict("paper.nothing_to_close", "Nothing is held or ordered that is not being closed already.");

    public static readonly Error AlreadyClosing = Error.Conflict("paper.already_closing", "The position is already being closed.");

    public static readonly Error DaysInvalid = Error.InvalidField(
        "paper.days_invalid",
        "to",
        "Choose a first day and a last day that is not before it, between 1900 and 2200."
    );

    public static readonly Error OrderChanged = Error.Conflict("paper.order_changed", "The order has changed meanwhile; look at it again.");

    public static readonly Error NotAmendable = Error.Conflict("paper.not_amendable", "An order of this kind does not have what was to be changed.");

    public static readonly Error PriceBeforeAction = Error.Unavailable(
        "paper.price_before_action",
        "The last price is from before a split or dividend that the account has already. Try again in a moment.",
        TimeSpan.FromSeconds(2)
    );

    public static readonly Error PostOnly = Error.Conflict("paper.post_only_would_fill", "The limit would be executed at once, and it was only to rest.");

    public static readonly Error NothingToReduce = Error.Conflict(
        "paper.nothing_to_reduce",
        "The order is only to reduce, and there is nothing that it reduces."
    );

    public static readonly Error ExpiryPast = Error.InvalidField("paper.expiry_past", "expiresAt", "Has to be later than now.");

    public static readonly Error TargetQuantities = Error.InvalidField(
        "paper.target_quantities",
        "targets",
        "The quantities of the targets have to be together that of the order."
    );

    public static readonly Error RangeUnknown = Error.Conflict("paper.range_unknown", "The symbol has too few bars for a distance in average true ranges.");

    public const string OpensRiskCode = "paper.opens_risk";

    /// <summary>Told within the module only; the person hears which quota it is.</summary>
    public static readonly Error OpensRisk = Error.Conflict(OpensRiskCode, "The order does more than reduce what is held.");

    public static readonly Error TooManyOrders = Error.Conflict("paper.too_many_orders", "The account has too many working orders; cancel some first.");

    public static readonly Error TooManyAccounts = Error.Conflict("paper.too_many_accounts", "You have the largest number of paper accounts.");

    public static readonly Error PracticeMoneyShort = Error.Conflict(
        "paper.practice_money_short",
        "There is not so much in your practice wallet. Top it up, or begin with less."
    );

    /// <param name="most">With how much an account may begin.</param>
    public static Error CashNotEarned(decimal most) =>
        Error.Conflict("paper.cash_not_earned", $"An account may begin with {Plain(most)} at most; a larger one is earned by trades within rules.") with
        {
            Facts = ImmutableDictionary<string, string>.Empty.Add("limit", Plain(most)),
        };

    public static readonly Error ReplayNotFound = Error.NotFound("paper.replay_not_found", "There is no such replay.");

    public static readonly Error ReplayOver = Error.Conflict("paper.replay_over", "The replay is over; nothing more is traded in it.");

    public static readonly Error ReplayAccount = Error.Conflict("paper.replay_account", "The account of a replay cannot do this.");

    public static readonly Error ReplayStep = Error.InvalidField("paper.replay_step", "to", "Has to be later than 'from'.");

    public static readonly Error TooManyReplays = Error.Conflict("paper.too_many_replays", "You have the largest number of replays; end one first.");

    public static Error ReplaySymbol(string symbol) => Error.Conflict("paper.replay_symbol", $"This replay is of {symbol} and trades nothing else.");

    public static Error ReplayMoved(DateTimeOffset clock) =>
        Error.Conflict("paper.replay_moved", "The replay has moved meanwhile; go on from where it is.") with
        {
            Facts = ImmutableDictionary<string, string>.Empty.Add("clock", $"{clock:O}"),
        };

    /// <param name="first">From when on there is something to begin with; null when nothing is stored.</param>
    /// <param name="last">Until when.</param>
    public static Error ReplayNoHistory(DateTimeOffset? first, DateTimeOffset? last)
    {
        var error = Error.Conflict("paper.replay_no_history", "No prices are stored around this moment.");
        return first is null ? error : error with { Facts = ImmutableDictionary<string, string>.Empty.Add("first", $"{first:O}").Add("last", $"{last:O}") };
    }

    public static Error SymbolUnknown(string symbol) => Error.NotFound("paper.symbol_unknown", $"There is no symbol {symbol}.");

    public static Error SymbolEnded(string symbol) =>
        Error.Conflict("paper.symbol_ended", $"No more prices of {symbol} come; what is held of it can only be closed, at the last one.");

    public static Error SymbolPaused(string symbol) =>
        Error.Conflict(
            "paper.symbol_paused",
            $"Trading of {symbol} is paused: nothing new is opened for now. What is held can be closed, and working orders stay."
        );

    public static Error CurrencyMismatch(string symbol, string currency) =>
        Error.Conflict("paper.currency_mismatch", $"{symbol} does not trade in the account's currency, {currency}.");

    public static Error QuantityStep(int digits, decimal least) =>
        Error.Invalid("paper.quantity_step", $"The quantity needs at most {digits} decimals and at least {Plain(least)}.");

    public static Error MinNotional(decimal least, string currency) =>
        Error.Invalid("paper.notional_minimum", $"The order is worth less than {Plain(least)} {currency}, the least that can be ordered.");

    public static Error PriceStep(int digits) => Error.Invalid("paper.price_step", $"Prices of this symbol have at most {digits} decimals.");

    /// <summary>What the engine's refusal is called where it needs no figures.</summary>
    public static Error Of(Refusal refusal, Side side) =>
        refusal switch
        {
            Refusal.StopWrongSide => StopWrongSide(
                side == Side.Buy
                    ? "A buy stop has to be above the last price; below it use a limit order."
                    : "A sell stop has to be below the last price; above it use a limit order."
            ),
            Refusal.StopLossWrongSide => StopWrongSide(
                side == Side.Buy ? "The stop-loss of a buy has to be below its price." : "The stop-loss of a sell has to be above its price."
            ),
            Refusal.TargetWrongSide => Error.Conflict(
                "paper.target_wrong_side",
                side == Side.Buy ? "The take-profit of a buy has to be above its price." : "The take-profit of a sell has to be below its price."
            ),
            Refusal.TooManyOrders => TooManyOrders,
            Refusal.OrderFinal => OrderFinal,
            Refusal.LiquidationOrder => LiquidationOrder,
            Refusal.NoPosition => NoPosition,
            Refusal.AlreadyClosing => AlreadyClosing,
            Refusal.PostOnly => PostOnly,
            Refusal.Expiry => ExpiryPast,
            Refusal.TargetQuantities => TargetQuantities,
            Refusal.OrderChanged => OrderChanged,
            Refusal.NotAmendable => NotAmendable,
            Refusal.AlreadyFilled => AlreadyFilled,
            _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
        };

    private static Error StopWrongSide(string message) => Error.Conflict("paper.stop_wrong_side", message);

    public static Error InsufficientBuyingPower(decimal buyingPower) =>
        Error.Conflict(
            "paper.insufficient_buying_power",
            $"The order is larger than the account may hold; {Plain(decimal.Round(buyingPower, 2, MidpointRounding.ToZero))} are still available."
        );

    /// <summary>A rule of the account refused it; the limit, and the figure that was against it, are told as facts too.</summary>
    public static Error Rule(RuleBreach breach)
    {
        var (limit, figure) = (Plain(breach.Limit), Plain(breach.Figure));
        var (name, message) = breach.Rule switch
        {
            RuleKind.Stop => ("stop", "A rule of this account asks for a stop-loss."),
            RuleKind.RiskPerTrade => ("risk_per_trade", $"The position would risk {figure} % of the equity; a rule of this account allows {limit} %."),
            RuleKind.RiskPerDay => ("risk_per_day", $"The account has lost {figure} % today; a rule of it ends the day at {limit} %."),
            RuleKind.CoolDown => ("cool_down", $"Trades lost in a row: {figure}. A rule of this account asks for a pause after {limit}."),
            RuleKind.MostPositions => ("most_positions", $"There would be {figure} positions; a rule of this account allows {limit}."),
            _ => throw new ArgumentOutOfRangeException(nameof(breach), breach.Rule, null),
        };
        var facts = ImmutableDictionary<string, string>.Empty.Add("limit", limit).Add("figure", figure);
        return Error.Conflict($"paper.rule_{name}", message) with { Facts = breach.Until is { } until ? facts.Add("until", $"{until:O}") : facts };
    }

    private static string Plain(decimal value) => value.ToString("0.##########", System.Globalization.CultureInfo.InvariantCulture);
}
