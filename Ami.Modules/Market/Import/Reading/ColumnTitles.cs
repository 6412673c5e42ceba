using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Ami.Modules.Market.Import.Reading;

/// <summary>What a column holds.</summary>
internal enum ColumnRole
{
    /// <summary>When the bar opens, or a date.</summary>
    Time,

    /// <summary>When the bar closes.</summary>
    CloseTime,

    /// <summary>First price.</summary>
    Open,

    /// <summary>Highest price.</summary>
    High,

    /// <summary>Lowest price.</summary>
    Low,

    /// <summary>Last price.</summary>
    Close,

    /// <summary>Units traded.</summary>
    Volume,

    /// <summary>Changes of price, where nothing better is counted.</summary>
    TickVolume,

    /// <summary>Money traded.</summary>
    QuoteVolume,
}

/// <summary>Knows columns by their titles, in several languages. Of several titles of a role the one that is named first here is meant.</summary>
internal static partial class ColumnTitles
{
    private static readonly Dictionary<ColumnRole, string[]> Known = new()
    {
        [ColumnRole.Time] = Words(
            "opentime opendatetime timeopen starttime start datetime unix unixtime unixtimestamp timestamp epoch timestampms date time gmttime utctime localtime "
                + "hour hhmm ts t dt fechahora fecha hora datum uhrzeit zeit heure data ora дата время датавремя tarih saat 日期 时间 日時 日付け 日付 날짜"
        ),
        [ColumnRole.CloseTime] = Words("closetime closedatetime closetimestamp timeclose endtime end datetimeclose timestampclose"),
        [ColumnRole.Open] = Words(
            "open o openprice priceopen opening apertura precioapertura eroffn eroffnung eroffnungskurs erster ouverture ouv abertura abert abre открытие откр otwarcie acılıs acilis 开盘 始値 시가"
        ),
        [ColumnRole.High] = Words(
            "high h max highprice pricehigh maximo alto hoch tageshoch hochst plushaut haut massimo maxima maximum yuksek hoog hoogste najwyzszy maks максимум макс 高 最高 高値 고가"
        ),
        [ColumnRole.Low] = Words(
            "low l min lowprice pricelow minimo bajo tief tagestief tiefst plusbas bas minima basso minimum dusuk laag laagste najnizszy минимум мин 低 最低 安値 저가"
        ),
        [ColumnRole.Close] = Words(
            "close c closeprice priceclose closelast closing cierre preciocierre schluss schlusskurs letzter cloture clot chiusura fechamento закрытие закр kapanıs kapanis "
                + "last price ultimo dernier zuletzt laatste zamkniecie ostatnio цена simdi şimdi 收盘 終値 종가"
        ),
        [ColumnRole.Volume] = Words(
            "volume vol v volumebase basevolume volumefrom volumen volumes totalvolume wolumen wol umsatz stuck hacim hac объем 成交量 交易量 出来高 거래량 quantity qty amount volumebtc"
        ),
        [ColumnRole.TickVolume] = Words("tickvol tickvolume ticks"),
        [ColumnRole.QuoteVolume] = Words("volumeto volumecurrency quotevolume volumequote quoteassetvolume turnover volumeusd volumeusdt volumeeur value"),
    };

    /// <summary>The bare word of a title: small letters without accents, digits; without what stands in brackets behind it, but for the currency of a volume.</summary>
    public static string Bare(string title)
    {
        var bare = new StringBuilder(title.Length);
        var counted = VolumeOf().Match(title);
        foreach (
            var letter in (counted.Success ? $"volume{counted.Groups[1].Value}" : InBrackets().Replace(title, ""))
                .Normalize(NormalizationForm.FormD)
                .ToLowerInvariant()
        )
        {
            if (char.IsLetterOrDigit(letter) && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                bare.Append(letter);
            }
        }

        return bare.ToString();
    }

    /// <summary>A zone that a title names in brackets or by its first word; null when it names none.</summary>
    public static string? Zone(string title) => ZoneName().Match(title) is { Success: true } found ? found.Groups[1].Value : null;

    /// <summary>The columns of a role, the likeliest first.</summary>
    /// <param name="titles">Bare titles.</param>
    /// <param name="role">The role.</param>
    /// <param name="symbol">Of the file, for volumes that are named by a currency: <c>Volume BTC</c> of BTCUSDT.</param>
    public static List<int> Find(IReadOnlyList<string> titles, ColumnRole role, string symbol)
    {
        var words = Known[role];
        var found = Enumerable.Range(0, titles.Count).Where(i => words.Contains(titles[i])).OrderBy(i => Array.IndexOf(words, titles[i])).ToList();
        if (role is not (ColumnRole.Volume or ColumnRole.QuoteVolume))
        {
            return found;
        }

        // A currency says more than a list of names.
        var (own, others) = (new List<int>(), new List<int>());
        for (var i = 0; i < titles.Count; i++)
        {
            if (titles[i].StartsWith("volume", StringComparison.Ordinal) && titles[i].Length is > 8 and <= 12)
            {
                var currency = titles[i]["volume".Length..].ToUpperInvariant();
                (
                    symbol.StartsWith(currency, StringComparison.Ordinal) ? own
                    : symbol.EndsWith(currency, StringComparison.Ordinal) ? others
                    : []
                ).Add(i);
            }
        }

        return [.. (role == ColumnRole.Volume ? own : others).Concat(found.Except(own).Except(others)).Distinct()];
    }

    private static string[] Words(string list) => [.. list.Split(' ').Select(Bare)];

    [GeneratedRegex(@"[(\[].*$")]
    private static partial Regex InBrackets();

    [GeneratedRegex(@"^\s*[Vv]ol(?:ume)?\.?[\s_]*[(\[]\s*([A-Z]{3,5}|[Cc]urrency)\s*[)\]]\s*$")]
    private static partial Regex VolumeOf();

    [GeneratedRegex(@"[(\[]\s*([A-Za-z]{2,5}(?:[+-]\d{1,2}(?::?\d\d)?)?|[A-Z][a-z]+/[A-Za-z_]+)\s*[)\]]|^(local)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ZoneName();
}
