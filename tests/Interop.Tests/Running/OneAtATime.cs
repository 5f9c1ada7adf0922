// Servers, load generators and the peer share two processors here; side by side they would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
