namespace Ami.Quant.DataQuality;

/// <summary>Bars in which nothing happened: one price without volume, or a copy of the bar before.</summary>
internal static class StillnessCheck
{
    public static void Run(Examination examination)
    {
        var n = examination.Order.Length;
        var (frozen, repeated) = (new bool[n], new bool[n]);
        for (var i = 0; i < n; i++)
        {
            var bar = examination.At(i);
            frozen[i] = bar.Range == 0 && bar.Volume == 0;
            repeated[i] = !frozen[i] && i > 0 && bar.Volume > 0 && bar.Equals(examination.At(i - 1) with { Time = bar.Time });
        }
        examination.AddRuns(FindingCode.Frozen, Severity.Warning, frozen, count => $"{Examination.Bars(count)} with one price and no volume: halted or down");
        examination.AddRuns(FindingCode.Repeated, Severity.Warning, repeated, count => $"{Examination.Bars(count)} equal to the one before");
    }
}
