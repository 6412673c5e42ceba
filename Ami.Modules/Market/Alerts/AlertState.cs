using Ami.Quant.Rules;

namespace Ami.Modules.Market.Alerts;

/// <summary>
/// Whether an alert fires at the next bar. It fires where it is armed and its condition is true. A new one is armed when the condition was false at the bar
/// before its first, or else from the first bar on at which it is: what holds already is no news. One that has fired is armed again by a bar at which the
/// condition is false and the close has gone away by the margin: from the price that it waits for, or where it waits for none, from the close at which it fired.
/// One that repeats at every bar stays armed. What is undefined changes nothing.
/// </summary>
/// <param name="IsArmed">Null before its first bar.</param>
/// <param name="FiredPrice">Close of the bar at which it fired last.</param>
internal readonly record struct AlertState(bool? IsArmed, decimal? FiredPrice)
{
    /// <summary>Looks at a bar's close.</summary>
    /// <param name="repeat">How often it fires.</param>
    /// <param name="margin">Percent of the price from which it is counted.</param>
    /// <param name="before">The condition at the bar before.</param>
    /// <param name="now">The condition at this bar.</param>
    /// <param name="close">This bar's close.</param>
    /// <param name="level">The price that the condition waits for at this bar; not a number where it waits for none.</param>
    /// <returns>The state after it, and whether it fired there.</returns>
    public (AlertState Next, bool Fires) At(AlertRepeat repeat, decimal margin, RuleValue before, RuleValue now, decimal close, double level = double.NaN)
    {
        var isArmed = IsArmed ?? before.IsFalse;
        if (now.IsTrue && isArmed)
        {
            return (new AlertState(repeat == AlertRepeat.Bar, close), true);
        }

        var isAway =
            FiredPrice is not { } fired
            || (double.IsNaN(level) ? Math.Abs(close - fired) * 100 >= fired * margin : Math.Abs((double)close - level) * 100 >= level * (double)margin);
        return (this with { IsArmed = isArmed || now.IsFalse && isAway }, false);
    }
}
