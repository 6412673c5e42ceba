using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Connors RSI: the mean of the RSI of the close, the RSI of the streak (so many rises in a row, negative for falls, 0 after an unchanged close) and the rank
/// of the last return, the share of the n returns before it that are smaller, in percent. Range 0..100; with strict ranks 33⅓ in a market that does not move.
/// Warm-up: RSI n + 1 bars, the rank n + 2, the index the longest of them. No rank and no index where the close before is 0.
/// </summary>
/// <remarks>
/// L. Connors, C. Alvarez, An Introduction to ConnorsRSI (2012): ranks count smaller returns, the default. TradingView's ta.percentrank counts equal ones too,
/// the option. The streak of the first bar is 0.
/// </remarks>
public sealed class ConnorsRsi : Indicator
{
    private readonly bool _countsEqual;
    private RelativeStrength _strength,
        _streakStrength;
    private Window _returns;
    private double _previous = double.NaN,
        _streak;

    /// <summary>A fresh index.</summary>
    /// <param name="rsiPeriod">Bars of the RSI, at least 1.</param>
    /// <param name="streakPeriod">Bars of the RSI of the streak, at least 1.</param>
    /// <param name="rankPeriod">n, returns the last one is compared with, at least 1.</param>
    /// <param name="countsEqual">Whether an equal return counts like a smaller one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A period is too short.</exception>
    public ConnorsRsi(int rsiPeriod = 3, int streakPeriod = 2, int rankPeriod = 100, bool countsEqual = false)
        : base(Math.Max(Math.Max(rsiPeriod, streakPeriod) + 1, rankPeriod + 2), rsiPeriod + 1, streakPeriod + 1, rankPeriod + 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rsiPeriod, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(streakPeriod, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rankPeriod, 1);
        _countsEqual = countsEqual;
        _strength = new RelativeStrength(rsiPeriod);
        _streakStrength = new RelativeStrength(streakPeriod);
        _returns = new Window(rankPeriod);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "crsi",
        Name = new("Connors RSI", "RSI de Connors"),
        Group = IndicatorGroup.Momentum,
        Pane = IndicatorPane.Own,
        Parameters =
        [
            ParameterSpec.Window("rsi", "RSI period", "Período del RSI", 3),
            ParameterSpec.Window("streak", "Streak period", "Período de la racha", 2),
            ParameterSpec.Window("rank", "Rank period", "Período del rango", 100),
            ParameterSpec.Choice("ties", "Equal returns (1 left out, 2 counted)", "Retornos iguales (1 excluidos, 2 contados)", 2),
        ],
        Outputs =
        [
            new("crsi", "Connors RSI", "RSI de Connors", mayBeAbsent: true),
            new("rsi", "RSI", "RSI", OutputStyle.Hidden),
            new("streak", "RSI of the streak", "RSI de la racha", OutputStyle.Hidden),
            new("rank", "Rank of the return", "Rango del retorno", OutputStyle.Hidden, mayBeAbsent: true),
        ],
        Levels = [10, 90],
        ReadsCloseOnly = true,
        WindowPasses = 1,
        Factory = p => new ConnorsRsi((int)p[0], (int)p[1], (int)p[2], p[3] == 2),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        var change = bar.Close - _previous;
        var gain = bar.Close / _previous - 1;
        _previous = bar.Close;
        // The difference to no close before is NaN, which is no streak.
        _streak =
            change > 0 ? Math.Max(_streak, 0) + 1
            : change < 0 ? Math.Min(_streak, 0) - 1
            : 0;
        if (_strength.Push(bar.Close))
        {
            outputs[1] = _strength.Value;
        }

        if (_streakStrength.Push(_streak))
        {
            outputs[2] = _streakStrength.Value;
        }

        if (!double.IsFinite(gain))
        {
            return;
        }

        if (_returns.IsFull)
        {
            outputs[3] = Rank(gain);
            outputs[0] = (outputs[1] + outputs[2] + outputs[3]) / 3;
        }

        _returns.Push(gain);
    }

    private protected override void Clear()
    {
        _strength.Clear();
        _streakStrength.Clear();
        _returns.Clear();
        (_previous, _streak) = (double.NaN, 0);
    }

    private double Rank(double gain)
    {
        var values = _returns.Values;
        var below = 0;
        foreach (var value in values)
        {
            below += value < gain || (_countsEqual && value == gain) ? 1 : 0;
        }

        return 100.0 * below / values.Length;
    }
}
