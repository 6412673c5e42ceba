using Ami.Modules.Market.Domain;
using Ami.Modules.Market.History;
using Ami.Quant.Series;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.PaperTrading;

/// <summary>
/// Some days of a symbol's stored minutes, each day with a gap, and the hours and days that they make stored beside them, as a provider has them: what is longer
/// knows more than what is shorter at every moment inside it.
/// </summary>
internal sealed class StoredPast
{
    public static readonly DateTimeOffset Begins = new(2024, 3, 4, 0, 0, 0, TimeSpan.Zero);

    private StoredPast(string symbol, List<Candle> minutes) => (Symbol, Minutes) = (symbol, minutes);

    public string Symbol { get; }

    public IReadOnlyList<Candle> Minutes { get; }

    /// <summary>When the last minute is over.</summary>
    public DateTimeOffset Ends => Over(Minutes[^1]);

    public static DateTimeOffset Over(Candle minute) => At(minute.Time) + TimeSpan.FromMinutes(1);

    public static DateTimeOffset At(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time);

    /// <summary>The minutes that were over at a clock.</summary>
    public IEnumerable<Candle> Known(DateTimeOffset clock) => Minutes.Where(minute => Over(minute) <= clock);

    /// <summary>Lists a symbol that is not live, with its past.</summary>
    public static async Task<StoredPast> List(PaperVenue venue, string symbol, int days, int seed)
    {
        await venue.Execute(
            $"""
            insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
            values ('{symbol}', '{symbol}', 'Crypto', 'USD', 2, 3, 0.001, 'Imported')
            """
        );
        return await Store(venue, symbol, days, seed);
    }

    /// <summary>Stores a past of a symbol that nobody has asked for yet.</summary>
    public static async Task<StoredPast> Store(PaperVenue venue, string symbol, int days, int seed)
    {
        var random = new Random(seed);
        var (minutes, price) = (new List<Candle>(), 100m);
        for (var day = 0; day < days; day++)
        {
            for (var minute = 0; minute < 1440; minute++)
            {
                // Nothing was traded from ten to twelve, and in some minutes.
                if (minute is >= 600 and < 720 || random.Next(50) == 0)
                {
                    continue;
                }

                var open = price;
                price = Math.Clamp(price + (random.Next(-30, 31) / 100m), 50m, 150m);
                var time = Begins.AddDays(day).AddMinutes(minute).ToUnixTimeMilliseconds();
                minutes.Add(
                    new Candle(time, open, Math.Max(open, price) + (random.Next(20) / 100m), Math.Min(open, price) - (random.Next(20) / 100m), price, 1m)
                );
            }
        }

        var id = await venue.Scalar<int>($"select id from market.symbols where symbol = '{symbol}'");
        var store = venue.Host.Services.GetRequiredService<CandleStore>();
        await store.Copy(id, BarInterval.OneMinute, minutes, CancellationToken.None);
        foreach (var longer in (BarInterval[])[BarInterval.OneHour, BarInterval.OneDay])
        {
            await store.Copy(id, longer, Composed(minutes, longer.Milliseconds), CancellationToken.None);
        }

        await venue.RefreshSymbols();
        return new StoredPast(symbol, minutes);
    }

    /// <summary>The bars that minutes make.</summary>
    public static List<Candle> Composed(IEnumerable<Candle> minutes, long length) => Composed(minutes, time => time - (time % length));

    /// <summary>As the other, by where the bar of a minute opens.</summary>
    public static List<Candle> Composed(IEnumerable<Candle> minutes, Func<long, long> opens) =>
        [
            .. minutes
                .GroupBy(minute => opens(minute.Time))
                .Select(bar => new Candle(bar.Key, bar.First().Open, bar.Max(m => m.High), bar.Min(m => m.Low), bar.Last().Close, bar.Sum(m => m.Volume))),
        ];
}
