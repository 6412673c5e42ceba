using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Core;

/// <summary>Two silos of one cluster.</summary>
[TestClass]
public class GrainsTests
{
    private static TestDatabase _database = null!;
    private static CounterSilo _one = null!;
    private static CounterSilo _two = null!;

    [ClassInitialize]
    public static async Task Start(TestContext context)
    {
        _database = await CoreHost.CreateDatabase();
        _one = await CounterSilo.Start(_database.App);
        _two = await CounterSilo.Start(_database.App);
    }

    [ClassCleanup]
    public static async Task Stop()
    {
        await _two.DisposeAsync();
        await _one.DisposeAsync();
    }

    [TestMethod]
    public async Task Call_ManyAtOnceFromTwoSilos_RunOneAtATime()
    {
        var counter = Guid.CreateVersion7();
        var values = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => (i % 2 == 0 ? _one : _two).Increment(counter)));

        values.Order().ShouldBe(Enumerable.Range(1, 100));
        (await Operations(counter)).ShouldBe(100);
    }

    [TestMethod]
    public async Task Call_WriteFails_LeavesNothingAndTheGrainGoesOn()
    {
        var (counter, operation) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await _one.Increment(counter, operation);

        // The fence has moved and the row is written when the second operation of the same id fails. Whichever silo hosts the grain, the other is told the
        // reason too.
        foreach (var caller in new[] { _one, _two })
        {
            (await Should.ThrowAsync<Exception>(() => caller.Grain(counter).Increment(null, operation))).Message.ShouldContain("operations_pkey");
        }

        (await CoreHost.Scalar<long>(_database.App, $"select version from counting.counters where id = '{counter}'")).ShouldBe(1);
        (await _two.Increment(counter)).ShouldBe(2);
        (await Operations(counter)).ShouldBe(2);
    }

    [TestMethod]
    public async Task Call_Refused_LeavesNothing()
    {
        var counter = Guid.CreateVersion7();
        var answer = await _one.Ask(counter, CounterSilo.NewKey(), Guid.CreateVersion7(), most: 0);

        answer.Result.Error.Code.ShouldBe("counter.refused");
        (await Operations(counter)).ShouldBe(0);
    }

    [TestMethod]
    public async Task Call_RowsChangedBehindItsBack_DecidesAgainWithWhatIsThere()
    {
        var counter = Guid.CreateVersion7();
        await _one.Increment(counter);
        await CoreHost.Execute(_database.App, $"update counting.counters set value = 41, version = version + 1 where id = '{counter}'");

        (await _one.Increment(counter)).ShouldBe(42);
    }

    [TestMethod]
    public async Task Look_ReadsWhileACallCommits_DoesNotBringTheOldStateBack()
    {
        // In a cluster of its own: this silo hosts the counter, and no other call of these tests is held back.
        await using var alone = await CounterSilo.Start(_database.App, "alone");
        var counter = Guid.CreateVersion7();
        await _one.Increment(counter);
        var pause = alone.Services.GetRequiredService<CounterPause>();
        var (hasRead, mayGoOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        pause.AfterReading = () =>
        {
            pause.AfterReading = () => Task.CompletedTask;
            hasRead.SetResult();
            return mayGoOn.Task;
        };

        var look = alone.Grain(counter).Value();
        await hasRead.Task;
        (await alone.Increment(counter)).ShouldBe(2);
        mayGoOn.SetResult();
        (await look).ShouldBe(2);
        (await alone.Grain(counter).Value()).ShouldBe(2);
    }

    [TestMethod]
    public async Task Call_EntityDoesNotExist_DoesNotStayInMemory()
    {
        var (counter, missing) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await _one.Increment(counter);
        (await _one.Grain(missing).Value()).ShouldBeNull();

        IReadOnlyList<Guid> active;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        do
        {
            patience.Token.ThrowIfCancellationRequested();
            active = await _one.Active();
        } while (active.Contains(missing));
        active.ShouldContain(counter);
    }

    private static Task<long> Operations(Guid counter) =>
        CoreHost.Scalar<long>(_database.App, $"select count(*) from counting.operations where counter = '{counter}'");
}
