using System.Globalization;
using System.Text;
using System.Text.Json;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Sources.Binance;

namespace Ami.Tests.Market;

[TestClass]
public sealed class BinanceMessagesTests
{
    [TestMethod]
    [DataRow(1_735_689_600_123L)]
    [DataRow(1_735_689_600_123_456L)]
    public void Instant_MillisecondsAndMicroseconds_AreTheSameInstant(long written) => BinanceMessages.Instant(written).ShouldBe(1_735_689_600_123);

    [TestMethod]
    public void Read_ClosedKlineInMicroseconds_IsThatBar()
    {
        var message = Read(
            """
            {"stream":"btcusdt@kline_1m","data":{"e":"kline","E":1735689660005123,"s":"BTCUSDT","k":{"t":1735689600000000,"T":1735689659999999,"s":"BTCUSDT","i":"1m","f":100,"L":200,
            "o":"93576.00000000","c":"93610.93000000","h":"93610.93000000","l":"93537.50000000","v":"8.21827000","n":101,"x":true,"q":"0","V":"0","Q":"0","B":"0"}}}
            """
        );
        (message.Symbol, message.Time).ShouldBe(("BTCUSDT", 1_735_689_660_005));
        message.Bar.ShouldBe(new StreamBar(new Candle(1_735_689_600_000, 93_576m, 93_610.93m, 93_537.5m, 93_610.93m, 8.21827m), 200, true));
    }

    [TestMethod]
    public void Read_RawStream_IsReadAsCombinedOnesAre()
    {
        var message = Read(
            """{"e":"aggTrade","E":1672515782136,"s":"BNBBTC","a":12345,"p":"0.001","q":"100","f":100,"l":105,"T":1672515782136,"m":true,"M":true}"""
        );
        message.Trade.ShouldBe(new AggTrade(12345, 0.001m, 100, 100, 105, 1_672_515_782_136, true));
        Read("""{"e":"serverShutdown","E":1770123456789}""").Shutdown.ShouldBeTrue();
        Read("""{"stream":"!serverShutdown","data":{"e":"serverShutdown","E":1770123456789}}""").Shutdown.ShouldBeTrue();
    }

    [TestMethod]
    [DataRow("""{"result":null,"id":1}""")]
    [DataRow("""{"stream":"btcusdt@kline_1h","data":{"e":"kline","E":1,"s":"BTCUSDT","k":{"i":"1h"}}}""")]
    [DataRow("""{"e":"somethingNew","E":1}""")]
    public void Read_WhatIsNotAskedFor_IsLeftOut(string text) => BinanceMessages.Read(Encoding.UTF8.GetBytes(text)).ShouldBeNull();

    [TestMethod]
    [DataRow("")]
    [DataRow("[1]")]
    [DataRow("""{"e":"aggTrade","E":1,"s":"BTCUSDT"}""")]
    [DataRow("""{"e":"aggTrade","E":"soon","s":"BTCUSDT","a":1,"p":"1","q":"1","f":1,"l":1,"T":1,"m":true}""")]
    [DataRow("""{"e":"aggTrade","E":1,"s":"BTCUSDT","a":1,"p":"much","q":"1","f":1,"l":1,"T":1,"m":true}""")]
    public void Read_BrokenMessage_IsAnError(string text) => Should.Throw<JsonException>(() => BinanceMessages.Read(Encoding.UTF8.GetBytes(text)));

    [TestMethod]
    public void Address_Symbols_AreInSmallLetters() =>
        BinanceStream
            .Address(new Uri("wss://data-stream.binance.vision"), ["BTCUSDT", "ETHUSDT"])
            .ToString()
            .ShouldBe("wss://data-stream.binance.vision/stream?streams=btcusdt@aggTrade/btcusdt@kline_1m/ethusdt@aggTrade/ethusdt@kline_1m");

    [TestMethod]
    [DataRow("0.01", "0.00001", 2, 5)]
    [DataRow("0.00000001", "1", 8, 0)]
    [DataRow("0.1", "0.5", 1, 0)]
    [DataRow("1", "0.05", 0, 1)]
    [DataRow("0.01", "0.25", 2, 0)]
    public void ToListed_Steps_BecomeDigits(string tick, string step, int price, int quantity)
    {
        var listed = new BinanceListing(
            "ABC",
            "USDC",
            true,
            decimal.Parse(tick, CultureInfo.InvariantCulture),
            decimal.Parse(step, CultureInfo.InvariantCulture),
            0.001m,
            0
        )
            .ToListed("ABCUSDC")
            .Value;
        (listed.PriceDigits, listed.QuantityDigits, listed.Currency.Code, listed.MinNotional).ShouldBe((price, quantity, "USD", 1));
    }

    [TestMethod]
    public void ToListed_WhatCannotBeTradedHere_IsSaid()
    {
        var good = new BinanceListing("ETH", "BTC", true, 0.01m, 0.01m, 1, 1);
        good.ToListed("ETHBTC").Error.Message.ShouldContain("quoted in BTC");
        (good with { Quote = "USDT", IsTrading = false }).ToListed("ETHUSDT").Error.Message.ShouldContain("not traded");
        (good with { Quote = "USDT", TickSize = 0 }).ToListed("ETHUSDT").IsOk.ShouldBeFalse();
        (good with { Quote = "USDT", TickSize = 0.5m }).ToListed("ETHUSDT").Error.Message.ShouldContain("no power of ten");
        (good with { Quote = "USDT", StepSize = 100 }).ToListed("ETHUSDT").Error.Message.ShouldContain("steps");
    }

    private static StreamMessage Read(string text) => BinanceMessages.Read(Encoding.UTF8.GetBytes(text)).ShouldNotBeNull();
}
