using Azure;

namespace Ami.Tests.Core.Files;

/// <summary>A container's own troubles.</summary>
[TestClass]
public sealed class AzureFileStoreTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 5000).Select(i => (byte)i)];

    [TestMethod]
    public async Task PutAndRead_WrongKey_AreRefusedAndNotTakenForAMissingFile()
    {
        await using var server = await AzureServer.Start();
        var wrong = Store(server, o => o.ConnectionString = o.ConnectionString?.Replace("AccountKey=AAEC", "AccountKey=AAED", StringComparison.Ordinal));
        await ShouldRefuse(() => FileStoreTests.Put(wrong, "a", Content), "AuthenticationFailed");
        await ShouldRefuse(() => wrong.Read(FileKey.Parse("a")), "AuthenticationFailed");
        server.Objects.ShouldBeEmpty();
        await FileStoreTests.Put(Store(server), "a", Content);
        server.Objects.Keys.ShouldBe(["a"]);
    }

    [TestMethod]
    public async Task ReadAndList_NoSuchContainer_AreNotTakenForAMissingFile()
    {
        await using var server = await AzureServer.Start();
        var store = Store(server, o => o.Container = "elsewhere");
        await ShouldRefuse(() => store.Read(FileKey.Parse("a")), "ContainerNotFound");
        await ShouldRefuse(async () => await store.List(FileKey.Parse("a")).FirstOrDefaultAsync(), "ContainerNotFound");
    }

    [TestMethod]
    public async Task PutAndDelete_BlobsMayNotBeChanged_SaysSo()
    {
        await using var server = await AzureServer.Start();
        var store = Store(server);
        await FileStoreTests.Put(store, "a", Content);
        server.Immutable = true;
        await ShouldRefuse(() => FileStoreTests.Put(store, "a", [1]), "BlobImmutableDueToPolicy");
        await ShouldRefuse(() => store.Delete(FileKey.Parse("a")), "BlobImmutableDueToPolicy");
        (await store.Read(FileKey.Parse("a"))).ShouldBe(Content);
    }

    [TestMethod]
    [DataRow(StoreFault.Busy)]
    [DataRow(StoreFault.InternalError)]
    [DataRow(StoreFault.Drop)]
    [DataRow(StoreFault.Silence)]
    public async Task PutAndRead_TroubleThatPasses_SucceedByTryingAgain(StoreFault fault)
    {
        await using var server = await AzureServer.Start();
        var store = Store(server, o => o.Timeout = TimeSpan.FromSeconds(1));
        server.Fail(fault, 1);
        await FileStoreTests.Put(store, "a", Content);
        server.Fail(fault, 1);
        (await store.Read(FileKey.Parse("a"))).ShouldBe(Content);
    }

    [TestMethod]
    [DataRow(StoreFault.Busy)]
    [DataRow(StoreFault.InternalError)]
    [DataRow(StoreFault.Drop)]
    [DataRow(StoreFault.Silence)]
    public async Task PutAndReadAndDelete_TroubleThatStays_SaySo(StoreFault fault)
    {
        await using var server = await AzureServer.Start();
        var store = Store(server, o => (o.Retries, o.Timeout) = (1, TimeSpan.FromMilliseconds(200)));
        server.Fail(fault, int.MaxValue);
        await Should.ThrowAsync<FileStoreException>(() => FileStoreTests.Put(store, "a", Content));
        await Should.ThrowAsync<FileStoreException>(() => store.Read(FileKey.Parse("a")));
        await Should.ThrowAsync<FileStoreException>(() => store.Delete(FileKey.Parse("a")));
        server.Objects.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Read_AnswerBreaksOff_AsksForTheRestOrIsNoFile()
    {
        await using var server = await AzureServer.Start();
        var store = Store(server);
        await FileStoreTests.Put(store, "a", Content);
        server.Fail(StoreFault.Truncate, 1);
        (await store.Read(FileKey.Parse("a"))).ShouldBe(Content);
        server.Fail(StoreFault.Truncate, int.MaxValue);
        await Should.ThrowAsync<FileStoreException>(() => store.Read(FileKey.Parse("a")));
    }

    [TestMethod]
    public async Task Put_ServerGone_SaysSo()
    {
        var server = await AzureServer.Start();
        var store = Store(server, o => o.Retries = 0);
        await server.DisposeAsync();
        await Should.ThrowAsync<FileStoreException>(() => FileStoreTests.Put(store, "a", Content));
    }

    [TestMethod]
    public async Task Put_CallerGivesUp_IsNoTroubleOfTheStore()
    {
        await using var server = await AzureServer.Start();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            Store(server).Put(FileKey.Parse("a"), new MemoryStream(Content), new CancellationToken(canceled: true))
        );
    }

    private static AzureFileStore Store(AzureServer server, Action<AzureOptions>? change = null)
    {
        var options = server.Options();
        change?.Invoke(options);
        return new AzureFileStore(options);
    }

    private static async Task ShouldRefuse(Func<Task> call, string code)
    {
        var refused = await Should.ThrowAsync<FileStoreException>(call);
        refused.InnerException.ShouldBeOfType<RequestFailedException>().ErrorCode.ShouldBe(code);
    }
}
