using System.Collections.Frozen;

namespace Ami.Quant.Indicators;

public static partial class IndicatorCatalog
{
    /// <summary>Every indicator, in the order of a menu.</summary>
    public static IReadOnlyList<IndicatorSpec> All { get; } =
    [
        SimpleMovingAverage.Spec,
        ExponentialMovingAverage.Spec,
        WeightedMovingAverage.Spec,
        SmoothedMovingAverage.Spec,
        DoubleExponentialMovingAverage.Spec,
        TripleExponentialMovingAverage.Spec,
        HullMovingAverage.Spec,
        KaufmanAdaptiveMovingAverage.Spec,
        VolumeWeightedMovingAverage.Spec,
        RelativeStrengthIndex.Spec,
        StochasticRsi.Spec,
        Stochastic.Spec,
        WilliamsPercentR.Spec,
        Macd.Spec,
        PercentagePriceOscillator.Spec,
        RateOfChange.Spec,
        PriceMomentum.Spec,
        CommodityChannelIndex.Spec,
        Trix.Spec,
        TrueStrengthIndex.Spec,
        UltimateOscillator.Spec,
        ElderRay.Spec,
        DetrendedPriceOscillator.Spec,
        AwesomeOscillator.Spec,
        AverageDirectionalIndex.Spec,
        Aroon.Spec,
        SuperTrend.Spec,
        ParabolicSar.Spec,
        Ichimoku.Spec,
        Vortex.Spec,
        TrueRange.Spec,
        AverageTrueRange.Spec,
        NormalizedAverageTrueRange.Spec,
        BollingerBands.Spec,
        KeltnerChannel.Spec,
        DonchianChannel.Spec,
        UlcerIndex.Spec,
        ChoppinessIndex.Spec,
        SessionVwap.Spec,
        OnBalanceVolume.Spec,
        MoneyFlowIndex.Spec,
        ChaikinMoneyFlow.Spec,
        AccumulationDistribution.Spec,
        ChaikinOscillator.Spec,
        ForceIndex.Spec,
        StandardDeviation.Spec,
        ZScore.Spec,
        LinearRegression.Spec,
        Correlation.Spec,
        Beta.Spec,
        HurstExponent.Spec,
        PivotPoints.Spec,
        Fractals.Spec,
        ZigZag.Spec,
        HeikinAshi.Spec,
    ];

    private static readonly FrozenDictionary<string, IndicatorSpec> ById = All.ToFrozenDictionary(spec => spec.Id, StringComparer.Ordinal);
}
