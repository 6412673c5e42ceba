extern alias ApiService;

using System.Collections.Immutable;
using ApiService::Ami.ApiService.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Serialization;

namespace Ami.Tests.Core;

/// <summary>The core's values come out of a grain call as they went in, by wire, named or not, and by copy.</summary>
[TestClass]
public class GrainWireTests
{
    private static ServiceProvider _services = null!;

    [ClassInitialize]
    public static void Start(TestContext context) => _services = Cluster.TellOfEveryException(new ServiceCollection().AddSerializer()).BuildServiceProvider();

    [ClassCleanup]
    public static void Stop() => _services.Dispose();

    [TestMethod]
    public void Values_GoThere_AndBack()
    {
        Travels(Symbol.Of("BTC-SIM"));
        Travels(Currency.Parse("JPY").Value);
        Travels(Money.Usd(-12.3400m));
        Travels(Money.Usd(decimal.MaxValue));
        Travels<Money?>(null);
        Travels<Symbol?>(Symbol.Of("A"));
    }

    [TestMethod]
    public void Money_KeepsItsScale() => Both(Money.Usd(1.2300m)).ShouldAllBe(money => money.ToString() == "1.2300 USD");

    [TestMethod]
    public void Error_GoesThere_WithFieldsAndRetry()
    {
        var error = new Error("area.reason", "Tell „people“ what to do.", ErrorKind.TooMany)
        {
            Fields = ImmutableDictionary<string, string[]>.Empty.Add("amount", ["too small", "not whole"]).Add("name", []),
            RetryAfter = TimeSpan.FromMilliseconds(1500),
        };

        foreach (var back in Both(error))
        {
            (back with { Fields = error.Fields }).ShouldBe(error);
            back.Fields.Keys.ShouldBe(["amount", "name"], ignoreOrder: true);
            back.Fields["amount"].ShouldBe(["too small", "not whole"]);
            back.Fields["name"].ShouldBeEmpty();
        }

        Travels(Error.Conflict("a.b", "No fields, no retry."));
        Travels<Error?>(null);
    }

    [TestMethod]
    public void Result_GoesThere_AsValueOrError()
    {
        Both<Result<Money>>(Money.Usd(5)).ShouldAllBe(result => result.Value == Money.Usd(5));
        Both<Result<int>>(0).ShouldAllBe(result => result.Value == 0);
        Both<Result<string>>("yes").ShouldAllBe(result => result.Value == "yes");
        Both<Result<int>>(Error.NotFound("a.b", "Gone.")).ShouldAllBe(result => result.Error == Error.NotFound("a.b", "Gone."));
        Both(new Answer<int>(7, Replayed: true)).ShouldAllBe(answer => answer.Result.Value == 7 && answer.Replayed);
    }

    /// <summary>Also inside of another exception: a caller in another process decides by it whether to try again.</summary>
    [TestMethod]
    [DataRow(PostgresErrorCodes.DeadlockDetected, true)]
    [DataRow(PostgresErrorCodes.NumericValueOutOfRange, false)]
    public void RefusalOfTheDatabase_KeepsWhatItIs(string state, bool transient)
    {
        var refusal = new PostgresException("refused", "ERROR", "ERROR", state, tableName: "fills", constraintName: "fills_once");
        foreach (
            var back in Both<Exception>(refusal).Concat(Both<Exception>(new InvalidOperationException("outer", refusal)).Select(outer => outer.InnerException))
        )
        {
            var error = back.ShouldBeOfType<PostgresException>();
            (error.SqlState, error.IsTransient, error.ConstraintName, error.TableName).ShouldBe((state, transient, "fills_once", "fills"));
            error.Message.ShouldBe(refusal.Message);
            (DatabaseFaults.IsTransient(error), DatabaseAnswers.For(error)?.Status).ShouldBe((transient, transient ? 503 : 400));
        }
    }

    /// <summary>A value that was never set is found where it is sent, not where it is read.</summary>
    [TestMethod]
    public void Result_NeverSet_IsRefused() =>
        Should.Throw<InvalidOperationException>(() => Both(default(Result<int>))).Message.ShouldBe("The result was never set.");

    private static void Travels<T>(T value) => Both(value).ShouldAllBe(back => Equals(back, value));

    private static T[] Both<T>(T value)
    {
        var serializer = _services.GetRequiredService<Serializer<T>>();
        // As an object it travels with the name of its type, as answers do.
        var named = _services.GetRequiredService<Serializer<object?>>();
        return
        [
            (T)named.Deserialize(named.SerializeToArray(value))!,
            serializer.Deserialize(serializer.SerializeToArray(value))!,
            _services.GetRequiredService<DeepCopier<T>>().Copy(value)!,
        ];
    }
}
