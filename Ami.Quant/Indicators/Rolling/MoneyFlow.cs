using Ami.Quant.Series;

namespace Ami.Quant.Indicators.Rolling;

/// <summary>Chaikin's money flow volume of a bar: V·((C − L) − (H − C))/(H − L); 0 when the bar has no range.</summary>
internal static class MoneyFlow
{
    public static double Volume(in Bar bar) => bar.High > bar.Low ? bar.Volume * (2 * bar.Close - bar.Low - bar.High) / (bar.High - bar.Low) : 0;
}
